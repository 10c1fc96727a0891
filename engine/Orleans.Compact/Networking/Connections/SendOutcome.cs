namespace Compact.Networking;

/// <summary>What became of a call that was to be sent.</summary>
internal enum SendOutcome
{
    /// <summary>The connection has the call now, or has failed it.</summary>
    Taken,

    /// <summary>The connection is closed, or closing; the call has not left.</summary>
    Closed,

    /// <summary>Too much waits to be sent; the call has been failed.</summary>
    Full,
}
