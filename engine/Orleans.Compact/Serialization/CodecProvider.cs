using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Compact.Serialization;

/// <summary>Finds the copier and the codec of a type: built in, generated, or through a registered converter.</summary>
public sealed class CodecProvider
{
    private readonly ConcurrentDictionary<Type, object?> _found = new();
    private readonly ConcurrentDictionary<Type, BoxedCodec> _boxed = new();
    private readonly Func<Type, object?> _find;

    internal CodecProvider(Func<IGrainFactory?> grainFactory)
    {
        GrainFactory = grainFactory;
        _find = new CodecFinder(this).Find;
    }

    /// <summary>Serves where no codec is asked for.</summary>
    internal static CodecProvider None { get; } = new(static () => null);

    /// <summary>The types that may be named in a payload.</summary>
    internal static TypeNames Types { get; } = new(AssemblyManifests.Registry);

    /// <summary>Makes references to grains and observers; null outside a silo and a client.</summary>
    internal Func<IGrainFactory?> GrainFactory { get; }

    /// <exception cref="NotSupportedException">The type is not serializable.</exception>
    public ICopier<T> GetCopier<T>() => TryGetCopier<T>(out var copier) ? copier : throw NotSerializable(typeof(T));

    /// <exception cref="NotSupportedException">The type is not serializable.</exception>
    public ICodec<T> GetCodec<T>() => TryGetCodec<T>(out var codec) ? codec : throw NotSerializable(typeof(T));

    /// <summary>The part of a derived class's codec that serves its base class.</summary>
    /// <exception cref="NotSupportedException">The base class is not serializable.</exception>
    public IMembersCodec<T> GetMembers<T>()
        where T : class => _found.GetOrAdd(typeof(T), _find) as IMembersCodec<T> ?? throw NotSerializable(typeof(T));

    public bool TryGetCopier<T>([NotNullWhen(true)] out ICopier<T>? copier)
    {
        copier = (ICopier<T>?)_found.GetOrAdd(typeof(T), _find);
        return copier is not null;
    }

    public bool TryGetCodec<T>([NotNullWhen(true)] out ICodec<T>? codec)
    {
        codec = (ICodec<T>?)_found.GetOrAdd(typeof(T), _find);
        return codec is not null;
    }

    internal bool CanSerialize(Type type) => _found.GetOrAdd(type, _find) is not null;

    /// <exception cref="NotSupportedException">The type is not serializable.</exception>
    internal BoxedCodec GetBoxed(Type type) => _boxed.GetOrAdd(
        TypeNames.Normalize(type),
        static (type, provider) => provider.CanSerialize(type)
            ? (BoxedCodec)Activator.CreateInstance(typeof(BoxedCodec<>).MakeGenericType(type), provider)!
            : throw NotSerializable(type),
        this);

    internal static NotSupportedException NotSerializable(Type type) =>
        new($"{type} is not serializable: mark it [GenerateSerializer], or register a converter for it.");
}
