using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>Scans a nonce at a time with the CPU's own instructions for SHA-256.</summary>
internal sealed unsafe class InstructionScanner<TInstructions>(string name) : SingleNonceScanner
    where TInstructions : struct, ISha256Instructions
{
    private const int TopWord = 3; // of the state's second half

    public override string Name => name;

    public override bool IsSupported => TInstructions.IsSupported;

    private protected override uint TopWordOf(HeaderMidstate midstate, uint nonce)
    {
        fixed (uint* state = midstate.FirstBlock)
        {
            var (abcd, efgh) = Compress(Vector128.Load(state), Vector128.Load(state + Vector128<uint>.Count),
                Vector128.Create(midstate.Tail[0], midstate.Tail[1], midstate.Tail[2], BinaryPrimitives.ReverseEndianness(nonce)),
                Vector128.Create(Sha256Constants.EndOfMessage, 0, 0, 0),
                Vector128<uint>.Zero,
                Vector128.Create(0, 0, 0, 8u * HeaderSize));
            var initial = Sha256Constants.Initial;
            (_, efgh) = Compress(Vector128.Create(initial), Vector128.Create(initial[Vector128<uint>.Count..]), abcd, efgh,
                Vector128.Create(Sha256Constants.EndOfMessage, 0, 0, 0), Vector128.Create(0, 0, 0, 8u * Hash256.Size));
            return BinaryPrimitives.ReverseEndianness(efgh[TopWord]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector128<uint> Abcd, Vector128<uint> Efgh) Compress(
        Vector128<uint> abcd, Vector128<uint> efgh, Vector128<uint> w0, Vector128<uint> w4, Vector128<uint> w8, Vector128<uint> w12)
    {
        var (firstAbcd, firstEfgh) = (abcd, efgh);
        var constants = Sha256Constants.RoundAddress;
        for (var t = 0; t < Sha256Constants.Rounds; t += Vector128<uint>.Count)
        {
            var wk = w0 + Vector128.Load(constants + t);
            var before = abcd;
            abcd = TInstructions.HashUpdate1(abcd, efgh, wk);
            efgh = TInstructions.HashUpdate2(efgh, before, wk);
            var next = TInstructions.ScheduleUpdate1(TInstructions.ScheduleUpdate0(w0, w4), w8, w12);
            (w0, w4, w8, w12) = (w4, w8, w12, next);
        }
        return (abcd + firstAbcd, efgh + firstEfgh);
    }
}
