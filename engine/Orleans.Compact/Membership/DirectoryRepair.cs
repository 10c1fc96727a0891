using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Tells the grain directory again what is on this silo, when it may have forgotten: it is often kept where the membership table is. Of
/// two activations of a grain the one that is registered first stays, and the other goes. Done again until it succeeds.
/// </summary>
internal sealed partial class DirectoryRepair(IServiceProvider services, TimeProvider time, ILogger<DirectoryRepair> logger)
{
    private const int AtOnceMax = 32;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly Signal _wanted = new(time);

    public void Soon() => _wanted.Set();

    public async Task Run(CancellationToken token)
    {
        var delay = Timeout.InfiniteTimeSpan;
        while (true)
        {
            await _wanted.Wait(delay, token);
            delay = await Repair(token) ? Timeout.InfiniteTimeSpan : RetryDelay;
        }
    }

    /// <returns>False when the directory could not be told of all.</returns>
    public async Task<bool> Repair(CancellationToken token)
    {
        if (services.GetService<IGrainDirectory>() is null || services.GetService<Catalog>() is not { } catalog)
            return true;
        var activations = catalog.Activations.Where(activation => activation.Group is null).ToArray();
        var overtaken = 0;
        try
        {
            await Parallel.ForEachAsync(activations, new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = token }, async (activation, stop) =>
            {
                if (!await activation.RegisterAgain().WaitAsync(AttemptTimeout, time, stop))
                    Interlocked.Increment(ref overtaken);
            });
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            LogFailed(logger, exception);
            return false;
        }

        if (services.GetService<Gateway>() is { } gateway)
            await gateway.RegisterAgain();
        LogRepaired(logger, activations.Length, overtaken);
        return true;
    }

    [LoggerMessage(EngineEvents.DirectoryRepaired, LogLevel.Information, "The grain directory may have lost entries: it was told again of {Count} activations. Of those {Overtaken} go, because others were registered in their place.")]
    private static partial void LogRepaired(ILogger logger, int count, int overtaken);

    [LoggerMessage(EngineEvents.DirectoryNotRepaired, LogLevel.Information, "The grain directory may have lost entries, and could not yet be told again of all activations that are here.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
