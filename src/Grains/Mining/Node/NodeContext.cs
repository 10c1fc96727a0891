using Microsoft.Extensions.Logging;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// What the jobs of a node share. All of a node's work happens in turns, one at a time, on a scheduler of its own; so
/// there are no locks, and an await is where things may change.
/// </summary>
internal sealed partial class NodeContext(
    string id, int workers, IGrainFactory grains, MiningOptions options, TimeProvider time, ILogger logger, Action changed) : IDisposable
{
    private readonly TaskFactory _turns = new(
        CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None,
        new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    private readonly Dictionary<Type, SlicePace> _paces = [];
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _tryNow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public int Workers { get; } = workers;

    /// <summary>Slices that are with the workers: one at hand and one to go on with for each.</summary>
    public int MaxInFlight { get; } = 2 * workers;

    public IGrainFactory Grains { get; } = grains;

    public MiningOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>No more work is taken on.</summary>
    public bool IsDraining { get; set; }

    /// <summary>The workers rest for the sake of other work.</summary>
    public bool IsResting { get; set; }

    /// <summary>More than one job wants the workers.</summary>
    public bool IsShared { get; set; }

    public bool TakesWork => !IsDraining && !IsResting;

    /// <summary>Ends all waiting.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Some job may have work for the workers.</summary>
    public void Changed() => changed();

    /// <summary>What workers were last measured to do at a puzzle of this kind; null for not yet.</summary>
    public SlicePace? PaceOf(Puzzle puzzle) => _paces.GetValueOrDefault(puzzle.GetType());

    public void Learn(Puzzle puzzle, SlicePace pace) => _paces[puzzle.GetType()] = pace;

    /// <summary>From any thread: does something in the node's turns.</summary>
    public Task InTurn(Func<Task> action) => _turns.StartNew(action).Unwrap();

    /// <summary>Within a turn: begins something that nobody waits for.</summary>
    public void Run(Func<Task> action) => _ = Guarded(action);

    /// <summary>Within a turn: does something after a while, unless the node stops before.</summary>
    public void RunLater(TimeSpan wait, Action action) => Run(async () =>
    {
        await Task.Delay(wait, Time, Stopping);
        action();
        Changed();
    });

    /// <summary>Within a turn: waits between tries, until it is worth trying at once.</summary>
    public async Task WaitToRetry(TimeSpan wait, CancellationToken cancellationToken = default)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stopping, cancellationToken);
        await Task.WhenAny(_tryNow.Task, Task.Delay(wait, Time, over.Token));
        await over.CancelAsync();
        Stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Within a turn: what waits for another try gets it now, because what failed may be somewhere else by now.</summary>
    public void TryNow()
    {
        var waiting = _tryNow;
        _tryNow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    private async Task Guarded(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // That is what stopping is.
        }
        catch (Exception e)
        {
            Defect(Logger, e);
        }
    }

    [LoggerMessage(1301, LogLevel.Error, "Something that the node began has failed.")]
    private static partial void Defect(ILogger logger, Exception cause);
}
