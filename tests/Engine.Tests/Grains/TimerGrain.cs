using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Grains;

internal sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private string? _gate;
    private bool _fails;
    private int _ticks;

    public Task StartTimer(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false)
    {
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(due, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task HoldTicksAt(string gate)
    {
        _gate = gate;
        return Task.CompletedTask;
    }

    public Task FailTicks()
    {
        _fails = true;
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Work(string gate)
    {
        journal.Write($"begin {gate}");
        await journal.Gate(gate);
        journal.Write($"end {gate}");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"deactivate {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    private async Task Tick(CancellationToken token)
    {
        var tick = ++_ticks;
        journal.Write($"tick {tick}{(ReferenceEquals(RuntimeContext.Current, GrainContext) ? "" : " out of turn")}");
        if (_gate is { } gate)
            await journal.Gate(gate).WaitAsync(token);
        if (_fails)
            throw new InvalidOperationException("A tick that fails.");
        journal.Write($"tock {tick}");
    }
}
