using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Grains;

internal abstract class WorkGrainBase(Journal journal) : Grain, IWorkGrain
{
    private static int s_activations;
    private readonly int _activation = Interlocked.Increment(ref s_activations);
    private bool _isInTurn;

    protected Journal Journal { get; } = journal;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Write($"activate {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write($"deactivate {this.GetPrimaryKeyString()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task Work(string gate)
    {
        Journal.Write($"begin {gate}");
        await Journal.Gate(gate);
        Journal.Write($"end {gate}");
    }

    public Task Interleaving(string gate) => Work(gate);

    public Task Read(string gate) => Work(gate);

    public Task Tell(string entry)
    {
        Journal.Write(entry);
        return Task.CompletedTask;
    }

    public Task TellAndFail()
    {
        Journal.Write("failing");
        throw new InvalidOperationException("Nobody hears this.");
    }

    public async Task<int> Overlaps(int rounds)
    {
        var overlaps = 0;
        for (var round = 0; round < rounds; round++)
        {
            overlaps += _isInTurn ? 1 : 0;
            _isInTurn = true;
            Thread.SpinWait(200);
            _isInTurn = false;
            await Task.Yield();
        }

        return overlaps;
    }

    public async Task<bool> StaysInItsTurns()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(static () => { });
        var afterRun = TaskScheduler.Current;
        var inFactory = await Task.Factory.StartNew(static () => TaskScheduler.Current, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
        return scheduler != TaskScheduler.Default && afterYield == scheduler && afterRun == scheduler && inFactory == scheduler;
    }

    public async Task<bool> LeavesItsTurnsByTaskRun() => await Task.Run(static () => TaskScheduler.Current) == TaskScheduler.Default;

    public async Task CallBackThrough(string other, bool allowReentrancy)
    {
        using var section = allowReentrancy ? RequestContext.AllowCallChainReentrancy() : RequestContext.SuppressCallChainReentrancy();
        await GrainFactory.GetGrain<ICallerGrain>(other).CallWork(this.GetPrimaryKeyString());
    }

    public Task WorkForFiveSeconds(string gate) => Work(gate);

    public async Task<bool> WaitForCancellation(CancellationToken token)
    {
        Journal.Write("waiting");
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(() =>
        {
            Journal.Write(ReferenceEquals(RuntimeContext.Current, GrainContext) ? "cancelled in turn" : "cancelled elsewhere");
            cancelled.SetResult();
        });
        await cancelled.Task;
        Journal.Write("cancelled");
        token.ThrowIfCancellationRequested();
        return true;
    }

    public async Task WorkUntil(string gate, CancellationToken token)
    {
        Journal.Write($"begin {gate}");
        await Journal.Gate(gate).WaitAsync(token);
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task DeactivateAfter(string gate)
    {
        DeactivateOnIdle();
        await Work(gate);
    }

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task FailWithOwn(int code) => Task.FromException(new OwnException("own", code));

    public Task FailWithoutTask() => throw new InvalidOperationException("thrown at once");
}
