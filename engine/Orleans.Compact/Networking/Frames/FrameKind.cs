namespace Compact.Networking;

/// <summary>What a frame is.</summary>
internal enum FrameKind : byte
{
    /// <summary>Who calls, and whom it means to reach; the first frame of a connection.</summary>
    Hello = 1,

    /// <summary>The answer to a hello: from now on calls may be sent.</summary>
    Welcome,

    /// <summary>The other answer to a hello: why the connection is closed.</summary>
    Refusal,

    /// <summary>A call that waits for an answer.</summary>
    Request,

    /// <summary>A call that does not.</summary>
    OneWay,

    /// <summary>The result or exception of a request.</summary>
    Answer,

    /// <summary>A request was not begun and will not be; its sender may send it elsewhere.</summary>
    NotBegun,

    /// <summary>The caller of a request wants it cancelled.</summary>
    Cancel,

    /// <summary>The sender takes no new requests on this connection, and still answers those it has.</summary>
    GoAway,

    Ping,

    Pong,
}
