using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Makes references: looks up the class behind an interface once, and then only joins it with a key.</summary>
internal sealed class GrainFactory : IGrainFactory
{
    private readonly ConcurrentDictionary<(Type Interface, string? ClassNamePrefix), ReferenceMaker> _byInterface = new();
    private readonly ConcurrentDictionary<(GrainType Type, Type Interface), ReferenceMaker> _byType = new();
    private readonly GrainManifest _manifest;
    private readonly ReferenceRuntime _runtime;
    private readonly ObserverRegistry _observers;

    public GrainFactory(GrainManifest manifest, ReferenceRuntime runtime, ObserverRegistry observers)
    {
        _manifest = manifest;
        _runtime = runtime;
        _observers = observers;
        runtime.Factory = this;
    }

    /// <value>How many pairs of grain type and interface it has made references of and knows; bounded by those that there are.</value>
    public int RememberedCount => _byType.Count;

    /// <summary>Takes over which grains the cluster has, for interfaces that no class here implements.</summary>
    public void Learn(ClusterManifest cluster)
    {
        _manifest.Learn(cluster);
        _byInterface.Clear();
        _byType.Clear();
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), StringKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or IGrainBase)
            throw new ArgumentException("A grain or a reference is referred to with AsReference.", nameof(obj));
        if (obj is not TGrainObserverInterface)
            throw new ArgumentException($"{obj.GetType()} does not implement {typeof(TGrainObserverInterface)}.", nameof(obj));
        return (TGrainObserverInterface)GetReference(_observers.Add(obj), typeof(TGrainObserverInterface));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference)
            throw new ArgumentException($"A reference made by {nameof(CreateObjectReference)} is expected.", nameof(obj));
        _observers.Remove(reference.GrainId);
    }

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => MakeGrain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => MakeGrain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => MakeGrain(grainInterfaceType, StringKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        MakeGrain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, Extension(keyExtension)));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        MakeGrain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, Extension(keyExtension)));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)GetReference(grainId, typeof(TGrainInterface));

    public IAddressable GetGrain(GrainId grainId) => ReferenceTo(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        interfaceType.IsDefault ? ReferenceTo(grainId) : (IAddressable)GetReference(grainId, _manifest.InterfaceOf(interfaceType).Type);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => Make(interfaceType, grainKey, grainClassNamePrefix);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Make(interfaceType, grainKey, null);

    /// <summary>A reference to that grain as that interface.</summary>
    public object GetReference(GrainId id, Type interfaceType) =>
        _byType.TryGetValue((id.Type, interfaceType), out var maker) ? maker.Make(id.Key) : MakeReference(id, _manifest.InterfaceOf(interfaceType));

    /// <summary>The same for a grain that a peer names.</summary>
    public GrainReference GetReference(ReadOnlySpan<byte> typeName, IdSpan key, GrainInterface grainInterface)
    {
        var type = _manifest.KnownTypes.Get(typeName);
        return _byType.TryGetValue((type, grainInterface.Type), out var maker) ? maker.Make(key) : MakeReference(new GrainId(type, key), grainInterface);
    }

    /// <summary>A reference of no interface in particular.</summary>
    public GrainReference ReferenceTo(GrainId id) =>
        new PlainReference(new GrainReferenceShared(id.Type, default, _runtime, copierSlots: 0), id.Key);

    /// <inheritdoc cref="ReferenceTo(GrainId)"/>
    public GrainReference ReferenceTo(ReadOnlySpan<byte> typeName, IdSpan key) => ReferenceTo(new GrainId(_manifest.KnownTypes.Get(typeName), key));

    // Types that nobody knows are not remembered: peers could name more and more of them.
    private GrainReference MakeReference(GrainId id, GrainInterface grainInterface)
    {
        var maker = MakerOf(id.Type, grainInterface);
        if (_manifest.KnownTypes.Contains(id.Type))
            maker = _byType.GetOrAdd((id.Type, grainInterface.Type), maker);
        return maker.Make(id.Key);
    }

    private static IdSpan StringKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private static string? Extension(string? extension)
    {
        if (extension is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(extension);
        return extension;
    }

    private IGrain MakeGrain(Type interfaceType, IdSpan key) => (IGrain)Make(interfaceType, key, null);

    private GrainReference Make(Type interfaceType, IdSpan key, string? classNamePrefix)
    {
        if (!_byInterface.TryGetValue((interfaceType, classNamePrefix), out var maker))
            maker = _byInterface.GetOrAdd((interfaceType, classNamePrefix), pair => MakerOf(_manifest.ImplementationOf(pair.Interface, pair.ClassNamePrefix), _manifest.InterfaceOf(pair.Interface)));
        return maker.Make(key);
    }

    private ReferenceMaker MakerOf(GrainType type, GrainInterface grainInterface) =>
        new(new GrainReferenceShared(type, grainInterface.Id, _runtime, grainInterface.CopierSlots), grainInterface.Create);

    private sealed class ReferenceMaker(GrainReferenceShared shared, Func<GrainReferenceShared, IdSpan, GrainReference> create)
    {
        public GrainReference Make(IdSpan key) => create(shared, key);
    }

    private sealed class PlainReference(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);
}
