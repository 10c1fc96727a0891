using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>A slice on its way through a worker.</summary>
internal sealed class SliceWork
{
    private readonly Slice _slice;
    private readonly PauseGate _gate;
    private readonly StopSignal _stop = new();
    private readonly CancellationTokenRegistration _stopping;

    // Whoever waits goes on elsewhere: a worker does nothing but hash.
    private readonly TaskCompletionSource<SliceResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SliceWork(Slice slice, PauseGate gate, CancellationToken cancellationToken)
    {
        _slice = slice;
        _gate = gate;
        _stopping = cancellationToken.UnsafeRegister(static work => ((SliceWork)work!).Stop(), this);
    }

    public Task<SliceResult> Result => _result.Task;

    public bool IsStopped => _stop.IsSet;

    public void Stop()
    {
        _stop.Set();
        _gate.Nudge();
    }

    /// <summary>Stops it if it is of the search that a solution of that slice ends.</summary>
    public void StopIfEndedBy(Slice solved)
    {
        if (_slice.FirstEndsAll && ReferenceEquals(_slice.Puzzle, solved.Puzzle))
            Stop();
    }

    /// <summary>Searches; never throws. Returns what was scanned.</summary>
    /// <param name="ended">Hears of a solution that ends the search, before anybody else does.</param>
    public PuzzleScan Run(NonceScanner scanner, ref UInt128[] buffer, TimeProvider time, Action<Slice> ended)
    {
        var started = time.GetTimestamp();
        try
        {
            if (buffer.Length < _slice.MaxSolutions)
                buffer = new UInt128[_slice.MaxSolutions];
            var scan = _stop.IsSet
                ? default
                : PuzzleCache.Get(_slice.Puzzle).Scan(scanner, _slice.First, _slice.Count, buffer.AsSpan(0, _slice.MaxSolutions), _stop);
            if (scan.Found > 0 && _slice.FirstEndsAll)
                ended(_slice);
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
