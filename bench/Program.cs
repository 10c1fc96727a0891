using MiningGrid.Bench.Chain;
using MiningGrid.Bench.Engine;
using MiningGrid.Bench.Grid;
using MiningGrid.Bench.Mining;
using MiningGrid.Bench.Scanners;
using MiningGrid.Bench.Startup;
using MiningGrid.Bench.Storage;
using MiningGrid.Bench.Wire;

return args switch
{
    ["appends"] => await AppendRates.RunAsync(),
    ["blocks", .. var options] => await BlockRates.RunAsync(options),
    ["calls"] => await CallRates.RunAsync(),
    ["failover"] => await FailoverTimes.RunAsync(),
    ["failover", var kills] when int.TryParse(kills, out var count) && count > 0 => await FailoverTimes.RunAsync(count),
    ["false-deaths", .. var options] => await FalseDeaths.RunAsync(options),
    ["grains-vs-threads"] => await GrainsAgainstThreads.RunAsync(),
    ["grid-blocks"] => await GridBlockRates.RunAsync(),
    ["grid-scale"] => await GridScale.RunAsync(),
    ["grid-scale", var rounds] when int.TryParse(rounds, out var count) && count > 0 => await GridScale.RunAsync(count),
    ["grid-stop"] => await GridStopLatency.RunAsync(),
    ["nodes", .. var counts] => await NodesOfJob.RunAsync(counts),
    ["own-share"] => await OwnShare.RunAsync(),
    ["redis-writes"] => await RedisWrites.RunAsync(),
    ["responsive"] => await Responsiveness.RunAsync(),
    ["scanner-stops"] => await ScannerStops.RunAsync(),
    ["scanners"] => await ScannerRates.RunAsync(),
    ["silos", .. var options] => await SiloRates.RunAsync(options),
    ["start"] => await StartTimes.RunAsync(),
    ["stop"] => await StopLatency.RunAsync(),
    ["wire", .. var options] => await WireRates.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench -- QUESTION
          appends            how long does a chain take to judge a block and store it?
          blocks             how many blocks a second does one silo mine and store? [BLOCKS [Full|Normal|redis [WORKERS]]]
          calls              what does a grain call cost, against Orleans 10?
          failover           how long until the next block when the silo with the chain is killed? [KILLS]
          false-deaths       is a silo that lives ever taken for dead? [MINUTES]
          grains-vs-threads  how much do the grains cost, against bare threads?
          grid-blocks        how many blocks a second do one and three silos mine and store in Redis?
          grid-scale         how much more do two silos hash than one? [ROUNDS]
          grid-stop          how soon after a solution on one silo do the workers of both stop?
          nodes              how much does one job with many nodes have to do? [NODES…]
          own-share          what does a silo take of a core beside its worker, and how often does it wake up?
          redis-writes       what does a write of state to Redis cost, against a bare SET?
          responsive         how quick are calls while every core mines?
          scanner-stops      how soon does a scan end after a stop, and what do counts cost?
          scanners           how fast is each scanner, against the naive loop?
          silos              what does a call from one silo to another cost, against Orleans 10?
          start              how long until minegrid helps, and until it has mined a block?
          stop               how soon after a solution do all workers stop?
          wire               what does a call from another process cost, against Orleans 10?
        """);
    return 2;
}
