using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>A slice on its way through a worker.</summary>
internal sealed class SliceWork
{
    // Of a worker that was not measured yet: slow enough that a first slice never takes long.
    private const double AssumedRate = 1_000_000;

    private readonly Slice _slice;
    private readonly PauseGate _gate;
    private readonly AnswerThread _answers;
    private readonly StopSignal _stop = new();
    private readonly CancellationTokenRegistration _stopping;

    // Whoever waits goes on elsewhere: the next answer shall not wait for it.
    private readonly TaskCompletionSource<SliceResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SliceWork(Slice slice, PauseGate gate, AnswerThread answers, CancellationToken cancellationToken)
    {
        _slice = slice;
        _gate = gate;
        _answers = answers;
        Puzzle = PuzzleCache.Get(slice.Puzzle);
        _stopping = cancellationToken.UnsafeRegister(static work => ((SliceWork)work!).Stop(), this);
    }

    public Task<SliceResult> Result => _result.Task;

    public bool IsStopped => _stop.IsSet;

    /// <summary>What is searched.</summary>
    public Puzzle Puzzle { get; }

    /// <summary>What the scanner threw, if it threw.</summary>
    public Exception? Failure { get; private set; }

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
    /// <param name="worker">Which worker does it.</param>
    /// <param name="scanner">With what.</param>
    /// <param name="pace">How fast that worker is.</param>
    /// <param name="buffer">For solutions; replaced when it is too small.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">Hears of a solution that ends the search, before anybody else does.</param>
    public PuzzleScan Run(int worker, NonceScanner scanner, WorkerPace pace, ref UInt128[] buffer, TimeProvider time, Action<Slice> ended)
    {
        var started = time.GetTimestamp();
        try
        {
            if (buffer.Length < _slice.MaxSolutions)
                buffer = new UInt128[_slice.MaxSolutions];
            var scan = _stop.IsSet
                ? default
                : Puzzle.Scan(scanner, _slice.First, ShareOf(pace), buffer.AsSpan(0, _slice.MaxSolutions), _stop);
            if (scan.Found > 0 && _slice.FirstEndsAll)
                ended(_slice);
            var elapsed = time.GetElapsedTime(started);
            pace.Measure(scan.Scanned, elapsed);
            var result = new SliceResult(scan.Scanned, ImmutableArray.Create(buffer.AsSpan(0, scan.Found)), elapsed, worker);
            _answers.Post(() => _result.SetResult(result));
            return scan;
        }
        catch (Exception e)
        {
            Failure = e;
            _answers.Post(() => _result.SetException(e));
            return default;
        }
        finally
        {
            _stopping.Dispose();
        }
    }

    // Little more than it can do is done: what would be left is not worth the way back.
    private ulong ShareOf(WorkerPace pace)
    {
        var own = Math.Max(1, (pace.Rate > 0 ? pace.Rate : AssumedRate) * _slice.Time.TotalSeconds);
        return _slice.Time > TimeSpan.Zero && _slice.Count > 2 * own ? (ulong)own : _slice.Count;
    }
}
