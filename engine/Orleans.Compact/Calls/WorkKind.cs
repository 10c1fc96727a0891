namespace Compact.Calls;

/// <summary>What may run beside a piece of work.</summary>
internal enum WorkKind : byte
{
    /// <summary>Only what interleaves.</summary>
    Exclusive,

    /// <summary>Other readers, and what interleaves.</summary>
    Reader,

    /// <summary>Anything.</summary>
    Interleaved,
}
