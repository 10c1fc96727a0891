using MiningGrid.Bench.Scanners;

return args switch
{
    ["scanners"] => await ScannerRates.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench -- QUESTION
          scanners   how fast is each scanner, against the naive loop?
        """);
    return 2;
}
