namespace Compact.Membership;

/// <summary>How a probe went.</summary>
internal enum ProbeResult
{
    Answered,

    /// <summary>Refused, or the connection broke: known at once.</summary>
    Failed,

    TimedOut,
}
