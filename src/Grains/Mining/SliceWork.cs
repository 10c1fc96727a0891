using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>A slice on its way through a worker.</summary>
internal sealed class SliceWork
{
    private readonly Slice _slice;
    private readonly StopSignal _stop = new();
    private readonly CancellationTokenRegistration _stopping;

    // Whoever waits goes on elsewhere: a worker does nothing but hash.
    private readonly TaskCompletionSource<SliceResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SliceWork(Slice slice, CancellationToken cancellationToken)
    {
        _slice = slice;
        _stopping = cancellationToken.UnsafeRegister(static stop => ((StopSignal)stop!).Set(), _stop);
    }

    public Task<SliceResult> Result => _result.Task;

    public void Stop() => _stop.Set();

    /// <summary>Searches; never throws. Returns what was scanned.</summary>
    public PuzzleScan Run(NonceScanner scanner, ref UInt128[] buffer, TimeProvider time)
    {
        var started = time.GetTimestamp();
        try
        {
            if (buffer.Length < _slice.MaxSolutions)
                buffer = new UInt128[_slice.MaxSolutions];
            var scan = _stop.IsSet
                ? default
                : PuzzleCache.Get(_slice.Puzzle).Scan(scanner, _slice.First, _slice.Count, buffer.AsSpan(0, _slice.MaxSolutions), _stop);
            _result.SetResult(new SliceResult(
                scan.Scanned, ImmutableArray.Create(buffer.AsSpan(0, scan.Found)), time.GetElapsedTime(started)));
            return scan;
        }
        catch (Exception e)
        {
            _result.SetException(e);
            return default;
        }
        finally
        {
            _stopping.Dispose();
        }
    }
}
