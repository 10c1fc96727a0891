namespace Compact.Calls;

/// <summary>Who sent a call that came over the wire. A call without an origin was made in this process.</summary>
internal interface ICallOrigin
{
    /// <value>
    /// An outside client, which does not know where grains are: its calls are routed as if they were made here.
    /// A silo has chosen this silo for a reason: what it asks for is made here, unless it is elsewhere already.
    /// </value>
    bool IsClient => false;

    /// <summary>The call has its answer, or failed; said once, and never of a one-way call. The answer is written before this returns.</summary>
    void Answered(Call call);

    /// <summary>Gives a call back that was not begun here, so that the sender looks again where it belongs; one-way calls too.</summary>
    /// <returns>False when the call can't be given back; it is sent on from here instead.</returns>
    bool TryReturn(Call call) => false;
}
