namespace Compact.Networking;

/// <summary>All connections of a silo.</summary>
internal sealed class SiloNetwork(SiloPeers peers, SiloLinks links, Gateway gateway)
{
    /// <summary>Closes everything at once and says nothing to anybody, as when the process dies; for a silo that must not go on.</summary>
    public void Abort()
    {
        gateway.Abort();
        peers.Abort();
        links.Stop();
    }
}
