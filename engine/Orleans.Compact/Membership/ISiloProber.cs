using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>The membership's way to other silos.</summary>
internal interface ISiloProber
{
    /// <summary>Ends well when the silo answers. Fails at once when its port refuses the connection, or another life of it answers there; else it waits.</summary>
    Task Probe(SiloAddress silo, CancellationToken token);

    /// <summary>Has another silo probe it.</summary>
    /// <returns>Whether the silo answered the other one; the task fails when the other one did not answer, or says that it can't judge.</returns>
    Task<bool> ProbeIndirectly(SiloAddress through, SiloAddress silo, TimeSpan timeout, CancellationToken token);

    /// <summary>Tells a silo that the membership table has changed. Does not wait, and may be lost.</summary>
    void TellOfChange(SiloAddress silo);
}
