namespace Orleans.Configuration;

/// <summary>How calls travel, on silos and clients alike.</summary>
public abstract class MessagingOptions
{
    private static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultResponseTimeoutWithDebugger = TimeSpan.FromMinutes(30);

    private const int DefaultMaxMessageHeaderSize = 10 * 1024 * 1024;
    private const int DefaultMaxMessageBodySize = 100 * 1024 * 1024;

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

    /// <value>Bytes of what two processes tell each other when they connect. More ends the connection. Default: 10 MiB.</value>
    public int MaxMessageHeaderSize { get; set; } = DefaultMaxMessageHeaderSize;

    /// <value>Bytes of a call or an answer. More is refused where it would be sent, and ends the connection where it arrives. Default: 100 MiB.</value>
    public int MaxMessageBodySize { get; set; } = DefaultMaxMessageBodySize;
}
