using MiningGrid.Silo.Hosting;

// Whoever watches over the process is to start it again.
const int DeclaredDead = 1;

try
{
    await using var host = SiloHost.Create(args);
    var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    var oracle = host.Services.GetRequiredService<ISiloStatusOracle>();
    var isCondemned = false;
    await using var condemned = stopping.Register(() => isCondemned = oracle.CurrentStatus == SiloStatus.Dead);
    try
    {
        await host.RunAsync();
    }
    catch (Exception exception) when (
        stopping.IsCancellationRequested && exception is (OperationCanceledException or OrleansLifecycleCanceledException))
    {
        // It was told to stop while it started.
    }

    return isCondemned ? DeclaredDead : 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } failure)
{
    await Console.Error.WriteLineAsync($"MiningGrid can't start: {failure.Message}");
    return failure.ExitCode;
}
