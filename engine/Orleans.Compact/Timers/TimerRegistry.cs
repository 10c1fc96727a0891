using Microsoft.Extensions.Logging;
using Orleans.Timers;

namespace Orleans.Runtime;

internal sealed class TimerRegistry(TimeProvider time, ILogger<TimerRegistry> logger) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not Activation activation)
            throw new ArgumentException("Timers belong to activations of this silo.", nameof(grainContext));
        var timer = new GrainTimer<TState>(activation, callback, state, options, time, logger);
        timer.Start();
        return timer;
    }
}
