using MiningGrid.Silo.Hosting;

try
{
    using var host = SiloHost.CreateBuilder(args).Build();
    var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    try
    {
        await host.RunAsync();
    }
    catch (Exception exception) when (
        stopping.IsCancellationRequested && exception is (OperationCanceledException or OrleansLifecycleCanceledException))
    {
        // It was told to stop while it started.
    }

    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } failure)
{
    await Console.Error.WriteLineAsync($"MiningGrid can't start: {failure.Message}");
    return failure.ExitCode;
}
