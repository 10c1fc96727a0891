using System.Runtime.ExceptionServices;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>
/// Processes, their network and their table in simulated time, all on the test's thread: the same test takes the same course each time, and a
/// minute costs nothing.
/// </summary>
internal sealed class Simulation
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private readonly Queue<SimulatedProcess> _ready = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    public TimeSpan Now { get; private set; }

    public void Schedule(TimeSpan delay, Action action)
    {
        Check();
        _events.Enqueue(action, (Now + delay, _order++));
    }

    /// <summary>Lets a process run what was posted to it.</summary>
    public void Ready(SimulatedProcess process)
    {
        Check();
        _ready.Enqueue(process);
    }

    public void Run(TimeSpan time)
    {
        var until = Now + time;
        Drain();
        while (_events.TryPeek(out _, out var next) && next.At <= until)
            Step();
        Now = until;
    }

    /// <returns>How long it took.</returns>
    public TimeSpan RunUntil(Func<bool> condition, TimeSpan atMost, string what)
    {
        var begun = Now;
        Drain();
        while (!condition())
        {
            Assert.True(_events.TryPeek(out _, out var next) && next.At <= begun + atMost, $"{atMost} of simulated time went by without: {what}");
            Step();
        }

        return Now - begun;
    }

    public void RunUntil(Task task, TimeSpan atMost, string what)
    {
        RunUntil(() => task.IsCompleted, atMost, what);
        if (task.Exception is { } failure)
            ExceptionDispatchInfo.Throw(failure.InnerException!);
    }

    private void Step()
    {
        _events.TryDequeue(out var action, out var key);
        Now = key.At > Now ? key.At : Now;
        action!();
        Drain();
    }

    private void Drain()
    {
        while (_ready.TryDequeue(out var process))
            process.RunPosted();
    }

    /// <summary>Whatever left the test's thread would make its course a matter of chance.</summary>
    private void Check() => Assert.True(Environment.CurrentManagedThreadId == _thread, "Something in the simulation runs on another thread.");
}
