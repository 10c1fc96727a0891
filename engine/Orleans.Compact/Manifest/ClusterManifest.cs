#pragma warning disable MA0150, CA1822 // Filled in next.
using System.Buffers;

namespace Orleans.Runtime;

/// <summary>The grains of a cluster, as a gateway tells them to a client that has only their interfaces.</summary>
internal sealed class ClusterManifest
{
    /// <summary>What this process has.</summary>
    public static ClusterManifest Of(GrainManifest manifest) => throw new NotSupportedException($"{manifest}");

    /// <exception cref="Compact.Serialization.MalformedPayloadException">The bytes are not a manifest.</exception>
    public static ClusterManifest Read(ReadOnlySequence<byte> payload) => throw new NotSupportedException($"{payload}");

    public void Write(IBufferWriter<byte> output) => throw new NotSupportedException($"{this} {output}");
}
