namespace MiningGrid.Core.Blocks;

/// <summary>Why a block, header or transaction was refused; <see cref="None"/> when it was not.</summary>
/// <param name="Word">BIP22's word, one of <see cref="RejectWords"/>: for programs.</param>
/// <param name="Detail">What was found and what is allowed: for people.</param>
public sealed record RejectReason(string Word, string Detail)
{
    /// <summary>Nothing is wrong.</summary>
    public static RejectReason None { get; } = new(string.Empty, string.Empty);

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsNone => Word.Length == 0;

    /// <summary>The word and the detail, or "accepted".</summary>
    public override string ToString() => IsNone ? "accepted" : $"{Word}: {Detail}";
}
