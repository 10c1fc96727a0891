using MiningGrid.Bench.Engine;
using MiningGrid.Bench.Scanners;

return args switch
{
    ["calls"] => await CallRates.RunAsync(),
    ["scanners"] => await ScannerRates.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench -- QUESTION
          calls      what does a grain call cost, against Orleans 10?
          scanners   how fast is each scanner, against the naive loop?
        """);
    return 2;
}
