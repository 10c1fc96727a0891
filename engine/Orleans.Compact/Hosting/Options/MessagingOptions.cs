namespace Orleans.Configuration;

/// <summary>How calls travel, on silos and clients alike.</summary>
public abstract class MessagingOptions
{
    private static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultResponseTimeoutWithDebugger = TimeSpan.FromMinutes(30);

    /// <value>How long a caller waits for an answer. Default: 30 s.</value>
    public TimeSpan ResponseTimeout { get; set; } = DefaultResponseTimeout;

    /// <value>The same while a debugger is attached. Default: 30 minutes.</value>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = DefaultResponseTimeoutWithDebugger;

    /// <value>Calls whose caller has given up are not begun. Default: true.</value>
    public bool DropExpiredMessages { get; set; } = true;

    /// <value>A call's token is cancelled when its caller has timed out. Default: true.</value>
    public bool CancelRequestOnTimeout { get; set; } = true;

    /// <value>A caller that cancels waits until the callee has ended. Default: false.</value>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
