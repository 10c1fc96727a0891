using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Bench.Mining;
using MiningGrid.Client.Connections;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Bench.Grid;

/// <summary>
/// One JobGrain with many nodes: real calls over loopback to a silo that does nothing else, of nodes that hash nothing. How often is it
/// called, what part of a core does its whole process take, and how long do leases become?
/// </summary>
internal static class NodesOfJob
{
    private static readonly int[] DefaultCounts = [100, 1_000, 2_000];
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] counts)
    {
        var nodes = counts.Length == 0 ? DefaultCounts : [.. counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
        Console.WriteLine("  nodes  calls/s  silo's share of a core  us/call  lease    report every");
        foreach (var count in nodes)
            await Measure(count);
        return 0;
    }

    private static async Task Measure(int count)
    {
        await using var silo = await SiloProcess.Start(("Mining:Workers", "0"), ("Storage:Provider", "memory"));
        using var client = await Connect(silo.GatewayPort);
        var grains = client.Services.GetRequiredService<IClusterClient>();
        var status = await grains.GetGrain<IDispatcherGrain>(0).Submit(new JobRequest(BenchSilo.Puzzle(UInt256.Zero, 1), SearchMode.FirstSolution));
        using var ending = new CancellationTokenSource();
        var simulated = Enumerable.Range(0, count).Select(index => new SimulatedNode($"10.{index >> 16}.{index >> 8 & 255}.{index & 255}:1@1", grains.GetGrain<IJobGrain>(status.Id))).ToList();
        var running = simulated.Select((node, index) => node.Run(TimeSpan.FromSeconds(5.0 * index / count), ending.Token)).ToList();

        // Until leases are as long as they get.
        await Task.Delay(TimeSpan.FromSeconds(20) + 6 * TimeSpan.FromSeconds(Math.Max(3, count * 4 / 1_000.0)));
        using var process = Process.GetProcessById(silo.Run.Id);
        var (calls, used, started) = (simulated.Sum(node => node.Calls), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(Round);
        process.Refresh();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var rate = (simulated.Sum(node => node.Calls) - calls) / seconds;
        var share = (process.TotalProcessorTime - used).TotalSeconds / seconds;
        var lease = simulated.Select(node => node.LeaseTime.TotalSeconds).Order().ElementAt(count / 2);
        var report = simulated.Max(node => node.ReportEvery.TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,7} {rate,8:f0} {share,22:p1} {share / rate * 1e6,9:f0} {lease,6:f1} s {report,8:f1} s"));

        await ending.CancelAsync();
        await Task.WhenAll(running);
        await client.StopAsync();
    }

    private static async Task<IHost> Connect(int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseMiningGrid(GridAddress.Parse($"127.0.0.1:{gatewayPort}"));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Leases and reports as a node does whose silo hashes at 100 MH/s.</summary>
    private sealed class SimulatedNode(string id, IJobGrain job)
    {
        private const double HashRate = 100e6;

        public long Calls { get; private set; }

        public TimeSpan LeaseTime { get; private set; }

        public TimeSpan ReportEvery { get; private set; }

        public async Task Run(TimeSpan startAfter, CancellationToken ending)
        {
            try
            {
                await Task.Delay(startAfter, ending);
                long? epoch = null;
                while (true)
                {
                    var reply = await job.Lease(new LeaseRequest(id, HashRate, 1, epoch));
                    Calls++;
                    if (reply.Lease is not { } lease)
                    {
                        await Task.Delay(reply.RetryAfter, ending);
                        continue;
                    }

                    epoch = lease.Epoch;
                    await Work(lease, ending);
                }
            }
            catch (OperationCanceledException)
            {
                // The round is over.
            }
        }

        private async Task Work(Lease lease, CancellationToken ending)
        {
            LeaseTime = TimeSpan.FromSeconds((double)lease.Range.Count / HashRate);
            ReportEvery = lease.ReportEvery;
            var next = lease.Range.First;
            while (next < lease.Range.End)
            {
                var count = UInt128.Min(lease.Range.End - next, (UInt128)(HashRate * lease.ReportEvery.TotalSeconds));
                await Task.Delay(TimeSpan.FromSeconds((double)count / HashRate), ending);
                var searched = new PositionRange(next, count);
                next += count;
                await job.Report(new LeaseReport(id, lease.Epoch, lease.Id, [searched], [], IsFinal: next == lease.Range.End));
                Calls++;
            }
        }
    }
}
