namespace MiningGrid.Core.Blocks;

/// <summary>The first header of a stream that breaks a rule.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Reason">The rule that it breaks.</param>
public sealed record HeaderFailure(int Height, RejectReason Reason)
{
    /// <summary>Height and reason in one line.</summary>
    public override string ToString() => $"height {Height}: {Reason}";
}
