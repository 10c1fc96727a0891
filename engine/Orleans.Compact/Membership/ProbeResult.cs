namespace Compact.Membership;

/// <summary>How a probe went.</summary>
internal enum ProbeResult
{
    Answered,

    /// <summary>Refused, or the connection broke: known at once.</summary>
    Failed,

    /// <summary>Somebody is there and does not let this silo in; so it may live.</summary>
    TurnedAway,

    TimedOut,
}
