using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Makes timers whose ticks are turns of an activation.</summary>
public interface ITimerRegistry
{
    IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
}
