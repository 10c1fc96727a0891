using MiningGrid.Bench.Chain;
using MiningGrid.Bench.Engine;
using MiningGrid.Bench.Scanners;

return args switch
{
    ["appends"] => await AppendRates.RunAsync(),
    ["blocks", .. var options] => await BlockRates.RunAsync(options),
    ["calls"] => await CallRates.RunAsync(),
    ["scanners"] => await ScannerRates.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench -- QUESTION
          appends    how long does a chain take to judge a block and store it?
          blocks     how many blocks a second does one silo mine and store? [BLOCKS [Full|Normal [WORKERS]]]
          calls      what does a grain call cost, against Orleans 10?
          scanners   how fast is each scanner, against the naive loop?
        """);
    return 2;
}
