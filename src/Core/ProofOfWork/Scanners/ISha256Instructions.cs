using System.Runtime.Intrinsics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>A CPU's instructions for SHA-256, four rounds or words at a time, as Arm has them.</summary>
internal interface ISha256Instructions
{
    /// <summary>Whether this CPU has them.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>a to d after four rounds.</summary>
    static abstract Vector128<uint> HashUpdate1(Vector128<uint> abcd, Vector128<uint> efgh, Vector128<uint> wk);

    /// <summary>e to h after four rounds; a to d are those before them.</summary>
    static abstract Vector128<uint> HashUpdate2(Vector128<uint> efgh, Vector128<uint> abcd, Vector128<uint> wk);

    /// <summary>The schedule's next four words, first half.</summary>
    static abstract Vector128<uint> ScheduleUpdate0(Vector128<uint> w0, Vector128<uint> w4);

    /// <summary>The schedule's next four words, second half.</summary>
    static abstract Vector128<uint> ScheduleUpdate1(Vector128<uint> part, Vector128<uint> w8, Vector128<uint> w12);
}
