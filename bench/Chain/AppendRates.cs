using System.Diagnostics;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;

namespace MiningGrid.Bench.Chain;

/// <summary>How long does it take a chain to judge a block that is handed in and to store it: without mining, by what the disk is asked?</summary>
internal static class AppendRates
{
    private const int WarmUp = 2_000;
    private const int Blocks = 10_000;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"{"storage",12} {"appends/s",10} {"p50 µs",8} {"p99 µs",8}");
        foreach (var storage in new[] { "Full", "Normal", "redis" })
        {
            await using var silo = await ChainBenchSilo.Start(storage, workers: 1);
            var chain = await silo.Create("bench");
            var context = ChainContext.AtGenesis(ChainBenchSilo.Parameters("bench"));
            var latencies = new double[Blocks];
            for (var i = -WarmUp; i < Blocks; i++)
            {
                var block = Solve(context);
                var bytes = block.ToBytes();
                context = context.Append(block.Header);
                var begun = Stopwatch.GetTimestamp();
                var result = await chain.SubmitBlock(bytes);
                if (!result.IsAccepted)
                    throw new InvalidOperationException(result.Detail);
                if (i >= 0)
                    latencies[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            }

            var rate = Blocks / latencies.Sum() * 1e6;
            Array.Sort(latencies);
            Console.WriteLine($"{storage,12} {rate,10:n0} {latencies[Blocks / 2],8:f0} {latencies[Blocks * 99 / 100],8:f0}");
        }

        return 0;
    }

    private static Block Solve(ChainContext context)
    {
        var clock = DateTimeOffset.FromUnixTimeSeconds(context.MedianTimePast + 1);
        BlockTemplate.TryCreate(context, Address.Nobody, message: "", [], clock, out var template, out _);
        var position = UInt128.Zero;
        while (!template!.Puzzle.Check(position, out _))
            position++;
        return template.Solve(position);
    }
}
