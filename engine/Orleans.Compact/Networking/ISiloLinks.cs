using Compact.Calls;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The way of calls to other processes. No method throws, and none waits.</summary>
internal interface ISiloLinks
{
    /// <summary>
    /// Sends a call to another silo and completes it with the answer. A call that did not leave, or that the silo says it did not begin,
    /// goes back to the router; one that left and may have been begun fails with <see cref="SiloUnavailableException"/> when the
    /// connection breaks: no call is begun twice.
    /// </summary>
    void Send(Call call, SiloAddress silo);

    /// <summary>Sends a call to an outside client that is connected to this silo's gateway.</summary>
    /// <returns>False when the client is not connected here.</returns>
    bool TrySendToClient(Call call, GrainId clientId);

    /// <summary>The silo is dead: closes the connection and fails all calls that wait for it.</summary>
    void Drop(SiloAddress silo);
}
