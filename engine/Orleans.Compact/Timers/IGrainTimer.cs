namespace Orleans.Runtime;

/// <summary>A timer whose ticks are turns of its grain. Disposing of it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when it ticks next and then how long after each tick's end.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
