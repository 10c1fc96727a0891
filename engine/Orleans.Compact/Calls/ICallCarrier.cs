namespace Compact.Calls;

/// <summary>The connection over which a call was sent to another process and waits for its answer.</summary>
internal interface ICallCarrier
{
    /// <summary>The call is settled here: no answer is waited for any more.</summary>
    void Settled(Call call);

    /// <summary>Asks the other process to cancel the call's token.</summary>
    void Cancel(Call call);
}
