using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>Arm's own: SHA256H, SHA256H2, SHA256SU0 and SHA256SU1.</summary>
internal readonly struct ArmSha256Instructions : ISha256Instructions
{
    public static bool IsSupported => Sha256.IsSupported;

    public static Vector128<uint> HashUpdate1(Vector128<uint> abcd, Vector128<uint> efgh, Vector128<uint> wk) =>
        Sha256.HashUpdate1(abcd, efgh, wk);

    public static Vector128<uint> HashUpdate2(Vector128<uint> efgh, Vector128<uint> abcd, Vector128<uint> wk) =>
        Sha256.HashUpdate2(efgh, abcd, wk);

    public static Vector128<uint> ScheduleUpdate0(Vector128<uint> w0, Vector128<uint> w4) => Sha256.ScheduleUpdate0(w0, w4);

    public static Vector128<uint> ScheduleUpdate1(Vector128<uint> part, Vector128<uint> w8, Vector128<uint> w12) =>
        Sha256.ScheduleUpdate1(part, w8, w12);
}
