namespace Compact.Calls;

/// <summary>Brings calls to where they are served: a silo to its own grains and other silos, an outside client to a gateway.</summary>
internal interface ICallRouter
{
    /// <summary>Sends a call on its way.</summary>
    /// <exception cref="Exception">It can go nowhere; the caller fails the call with that.</exception>
    void Dispatch(Call call);
}
