using System.Buffers;
using Compact.Serialization;

namespace Orleans.Runtime;

/// <summary>The grains of a cluster, as a gateway tells them to a client that has only their interfaces.</summary>
internal sealed class ClusterManifest(ClusterGrain[] grains)
{
    /// <summary>A type, a name and a count: no grain takes fewer bytes.</summary>
    private const int GrainBytesMin = 3;
    private const int GrainMemory = 128;

    public ClusterGrain[] Grains { get; } = grains;

    /// <summary>What this process has.</summary>
    public static ClusterManifest Of(GrainManifest manifest) =>
        new([.. manifest.Classes.Select(c => new ClusterGrain(c.GrainType, c.Type.FullName!, [.. c.Interfaces.Select(i => manifest.InterfaceOf(i).Id)]))]);

    /// <exception cref="MalformedPayloadException">The bytes are not a manifest.</exception>
    public static ClusterManifest Read(ReadOnlySequence<byte> payload)
    {
        var reader = new WireReader(payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray(), CodecProvider.None);
        var grains = new ClusterGrain[reader.ReadCount(GrainBytesMin, GrainMemory)];
        for (var i = 0; i < grains.Length; i++)
        {
            var type = new GrainType(IdentityCodecs.ReadSpan(ref reader));
            var className = reader.ReadString();
            var interfaces = new GrainInterfaceType[reader.ReadCount<GrainInterfaceType>()];
            for (var j = 0; j < interfaces.Length; j++)
                interfaces[j] = new GrainInterfaceType(IdentityCodecs.ReadSpan(ref reader));
            grains[i] = new ClusterGrain(type, className, interfaces);
        }

        if (!reader.AtEnd)
            WireReader.Throw("bytes after a list of grains");
        return new ClusterManifest(grains);
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(CodecProvider.None);
        try
        {
            writer.WriteVarInt((uint)Grains.Length);
            foreach (var grain in Grains)
            {
                writer.WriteBytes(grain.GrainType.AsSpan());
                writer.WriteString(grain.ClassName);
                writer.WriteVarInt((uint)grain.Interfaces.Length);
                foreach (var grainInterface in grain.Interfaces)
                    writer.WriteBytes(grainInterface.Value.AsSpan());
            }

            output.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }
}
