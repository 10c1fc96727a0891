using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Removes the grains of silos that this one declared dead from the grain directory; again until it succeeds.</summary>
internal sealed partial class DirectoryCleaner(IServiceProvider services, TimeProvider time, ILogger<DirectoryCleaner> logger)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Signal _added = new(time);
    private readonly HashSet<SiloAddress> _dead = [];

    public void Add(SiloAddress silo)
    {
        lock (_lock)
            _dead.Add(silo);
        _added.Set();
    }

    public async Task Run(CancellationToken token)
    {
        var delay = Timeout.InfiniteTimeSpan;
        while (true)
        {
            await _added.Wait(delay, token);
            delay = await Clean() ? Timeout.InfiniteTimeSpan : RetryDelay;
        }
    }

    private async Task<bool> Clean()
    {
        List<SiloAddress> dead;
        lock (_lock)
            dead = [.. _dead];
        if (dead.Count == 0 || services.GetService<IGrainDirectory>() is not { } directory)
            return true;
        try
        {
            await directory.UnregisterSilos(dead).WaitAsync(AttemptTimeout, time);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, string.Join(", ", dead));
            return false;
        }

        lock (_lock)
            _dead.ExceptWith(dead);
        return true;
    }

    [LoggerMessage(EngineEvents.DirectoryNotCleaned, LogLevel.Information, "The grains of {Silos} could not be removed from the grain directory yet.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string silos);
}
