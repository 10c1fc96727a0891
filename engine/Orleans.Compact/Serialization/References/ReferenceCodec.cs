using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>A reference to a grain or an observer: its id and the interface it is called through. Shared by copies.</summary>
internal sealed class ReferenceCodec<T>(CodecProvider codecs) : ICodec<T>, ICopier<T>
    where T : class
{
    public WireType WireType => WireType.Bytes;

    /// <summary>Copying looks whether it is a reference.</summary>
    public bool IsImmutable => false;

    public void Write(ref WireWriter writer, T value)
    {
        var reference = AsReference(value);
        var start = writer.BeginBytes();
        IdentityCodecs.WriteGrainId(ref writer, reference.GrainId);
        writer.WriteBytes(reference.InterfaceType.Value.AsSpan());
        writer.EndBytes(start);
    }

    public T Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var id = IdentityCodecs.ReadGrainId(ref reader);
        var type = new GrainInterfaceType(new IdSpan(reader.ReadBytes().ToArray()));
        reader.Leave(outer);
        return Resolve(id, type) as T ?? throw new MalformedPayloadException($"The payload has a reference through {type} where a {typeof(T)} is due.");
    }

    public T Copy(T value, CopyContext context)
    {
        if (value is not null)
            AsReference(value);
        return value!;
    }

    private IAddressable Resolve(GrainId id, GrainInterfaceType type)
    {
        var factory = codecs.GrainFactory() ?? throw new MalformedPayloadException("The payload has a reference to a grain, and there are no grains here.");
        try
        {
            return factory.GetGrain(id, type);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new MalformedPayloadException($"The payload has a reference through {type}, which is not an interface here.", exception);
        }
    }

    private static GrainReference AsReference(T value) => value as GrainReference ?? throw new ArgumentException(
        $"{value.GetType()} is not a reference: pass this.AsReference<T>() for a grain, and what CreateObjectReference<T>() gives for an observer.",
        nameof(value));
}
