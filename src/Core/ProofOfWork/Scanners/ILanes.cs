using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// 32-bit words side by side, one a candidate. SHA-256 is written once over it; each width says how its CPU does the
/// handful of operations.
/// </summary>
internal interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    IBitwiseOperators<TSelf, TSelf, TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Whether this CPU has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>How many words there are, 32 at most.</summary>
    static abstract int Count { get; }

    /// <summary>0, 1, 2, …</summary>
    static abstract TSelf Indices { get; }

    static abstract TSelf Broadcast(uint word);

    /// <summary>Rotates each word by a constant from 1 to 31.</summary>
    static abstract TSelf RotateRight(TSelf words, [ConstantExpected] byte bits);

    static abstract TSelf ShiftRight(TSelf words, [ConstantExpected] byte bits);

    /// <summary>Bit i is set where word i, as an unsigned number, is not above the limit.</summary>
    static abstract ulong NotAbove(TSelf words, TSelf limit);
}
