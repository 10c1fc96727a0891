namespace Compact.Calls;

/// <summary>Who sent a call that came over the wire. A call without an origin was made in this process.</summary>
internal interface ICallOrigin
{
    /// <summary>The call has its answer, or failed; said once, and never of a one-way call. The answer is written before this returns.</summary>
    void Answered(Call call);
}
