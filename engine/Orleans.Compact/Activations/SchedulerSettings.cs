using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What all schedulers of a silo have in common.</summary>
internal sealed class SchedulerSettings(SchedulingOptions options, ILogger logger)
{
    public ILogger Logger { get; } = logger;

    public long QuantumMilliseconds { get; } = (long)options.ActivationSchedulingQuantum.TotalMilliseconds;

    public long LongTurnMilliseconds { get; } = (long)options.TurnWarningLengthThreshold.TotalMilliseconds;

    /// <value>Set when the silo is killed: no grain runs any more.</value>
    public bool IsHalted { get; set; }
}
