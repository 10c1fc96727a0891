namespace Compact.Networking;

/// <summary>What a connection may take up, and how long it may be silent.</summary>
internal static class ConnectionLimits
{
    /// <summary>Bytes that wait to be sent; one more frame is taken as long as they are fewer. Callers are refused then; a peer that reads no answers is cut off.</summary>
    public const int UnsentBytesMax = 32 << 20;

    /// <summary>Requests of the other side that are not answered yet; more are refused.</summary>
    public const int UnansweredMax = 100_000;

    /// <summary>A hello is short: nobody has said yet who they are.</summary>
    public const int HelloBytesMax = 4 << 10;

    /// <summary>Connections of one listener that have not said hello yet; more are closed at once.</summary>
    public const int StrangersMax = 128;

    /// <summary>Calls that wait for one connection to be made.</summary>
    public const int UnconnectedCallsMax = 10_000;

    /// <summary>How long both sides may take to say hello.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>After so long a silence the other side is asked for a sign of life.</summary>
    public static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(5);

    /// <summary>After so long a silence, in spite of pings, the connection is given up.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(20);

    /// <summary>How long a call that has not left may wait for a connection before it fails.</summary>
    public static readonly TimeSpan UnconnectedPatience = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan BackOffMin = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(1);
}
