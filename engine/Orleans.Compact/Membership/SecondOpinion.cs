using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>What another silo says of one that did not answer here.</summary>
/// <param name="Witness">Who says it; null when nobody could be asked, or nobody answered.</param>
/// <param name="IsReached">Whether the silo answered the witness.</param>
internal readonly record struct SecondOpinion(SiloAddress? Witness, bool IsReached);
