using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks, and how its ticks meet the grain's calls.</summary>
public readonly struct GrainTimerCreationOptions : IEquatable<GrainTimerCreationOptions>
{
    public GrainTimerCreationOptions()
    {
    }

    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <value>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</value>
    public required TimeSpan DueTime { get; init; }

    /// <value>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</value>
    public required TimeSpan Period { get; init; }

    /// <value>Ticks may run between the turns of calls. Default: false.</value>
    public bool Interleave { get; init; }

    /// <value>Ticks count as use of the grain, so it is not collected as idle. Default: false.</value>
    public bool KeepAlive { get; init; }

    public static bool operator ==(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => left.Equals(right);

    public static bool operator !=(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => !left.Equals(right);

    public bool Equals(GrainTimerCreationOptions other) =>
        DueTime == other.DueTime && Period == other.Period && Interleave == other.Interleave && KeepAlive == other.KeepAlive;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainTimerCreationOptions other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(DueTime, Period, Interleave, KeepAlive);
}
