using System.Diagnostics;

namespace MiningGrid.Bench.Storage;

internal sealed class WriterGrain([PersistentState("payload")] IPersistentState<Payload> payload) : Grain, IWriterGrain
{
    public async Task<double[]> Write(int times)
    {
        var latencies = new double[times];
        for (var i = 0; i < times; i++)
        {
            payload.State.Bytes[0] = (byte)i;
            var begun = Stopwatch.GetTimestamp();
            await payload.WriteStateAsync();
            latencies[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        }

        return latencies;
    }
}

[GenerateSerializer]
internal sealed class Payload
{
    public const int Size = 100;

    [Id(0)]
    public byte[] Bytes { get; set; } = new byte[Size];
}
