using Compact.Calls;

namespace Compact.Networking;

/// <summary>Whoever uses a connection, and decides what becomes of calls that it could not bring over.</summary>
internal interface IConnectionOwner
{
    /// <summary>The call was not begun at the other side, and the caller still waits: it may be sent again, elsewhere or here.</summary>
    void NotBegun(Call call);

    /// <summary>Why a call fails that was sent and is not answered any more.</summary>
    Exception Lost(Call call, string reason);

    /// <summary>The other side takes no new calls.</summary>
    void GoesAway(Connection connection);

    /// <summary>The connection is closed; all its calls have been dealt with.</summary>
    void Closed(Connection connection, string reason);
}
