using MiningGrid.Silo.Hosting;

try
{
    using var host = SiloHost.CreateBuilder(args).Build();
    await host.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } failure)
{
    await Console.Error.WriteLineAsync($"MiningGrid can't start: {failure.Message}");
    return failure.ExitCode;
}
