namespace Compact.Networking;

/// <summary>Decides who may connect to a listener.</summary>
internal interface IPeerHost
{
    /// <returns>Why the peer is refused; null when it is welcome.</returns>
    string? Refuse(Hello hello);

    /// <summary>What the peer is told in the welcome.</summary>
    byte[] Welcome();

    /// <summary>Who will own the peer's connection.</summary>
    IConnectionOwner OwnerOf(Hello hello);

    /// <summary>The peer is let in; the connection is started when this completes.</summary>
    Task JoinAsync(IConnectionOwner owner, Connection connection);
}
