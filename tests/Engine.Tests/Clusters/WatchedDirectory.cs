using Orleans.GrainDirectory;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>A directory that fails, waits, forgets and counts as a test wants.</summary>
internal sealed class WatchedDirectory : IGrainDirectory
{
    private volatile InMemoryGrainDirectory _inner = new();
    private TaskCompletionSource? _held;
    private int _lookups;

    public Exception? Failure { get; set; }

    public Exception? RegisterFailure { get; set; }

    public Exception? UnregisterFailure { get; set; }

    public int Lookups => _lookups;

    /// <summary>Loses all entries.</summary>
    public void Lose() => _inner = new InMemoryGrainDirectory();

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _held?.SetResult();

    public async Task<GrainAddress?> Register(GrainAddress address)
    {
        ThrowIfAny(RegisterFailure);
        return await _inner.Register(address);
    }

    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        ThrowIfAny(RegisterFailure);
        return await _inner.Register(address, previousAddress);
    }

    public async Task Unregister(GrainAddress address)
    {
        ThrowIfAny(UnregisterFailure);
        await _inner.Unregister(address);
    }

    public async Task<GrainAddress?> Lookup(GrainId grainId)
    {
        Interlocked.Increment(ref _lookups);
        if (_held is { } held)
            await held.Task;
        ThrowIfAny(Failure);
        return await _inner.Lookup(grainId);
    }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => _inner.UnregisterSilos(siloAddresses);

    private static void ThrowIfAny(Exception? failure)
    {
        if (failure is not null)
            throw failure;
    }
}
