using System.Buffers.Binary;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// The bits of a header's version that miners may use as they like (BIP 320). Headers that differ in nothing else share the
/// schedule of their second block, so that searching several versions with each nonce takes less than as many nonces.
/// </summary>
public static class VersionRolling
{
    /// <summary>The bits: 13 to 28 of the version.</summary>
    public const int Mask = 0x1fff_e000;

    /// <summary>How many bits: 16.</summary>
    public const int Bits = 16;

    /// <summary>How many of them, the lowest, a scanner rolls with each nonce: 4.</summary>
    public const int SharedBits = 4;

    /// <summary>Versions that a scanner takes with each nonce: 16.</summary>
    public const int SharedVersions = 1 << SharedBits;

    internal const ulong SharedCandidates = 1UL << (32 + SharedBits);

    private const int LowestBit = 13;

    /// <summary>A version with other rolled bits.</summary>
    /// <param name="version">The version; its bits outside the mask stay.</param>
    /// <param name="rolled">What goes into the mask, up to 65 535.</param>
    public static int Roll(int version, uint rolled) => (version & ~Mask) | ((int)(rolled << LowestBit) & Mask);

    /// <summary>The rolled bits of a version.</summary>
    /// <param name="version">Any version.</param>
    public static uint RolledOf(int version) => (uint)(version & Mask) >> LowestBit;

    /// <summary>Puts other shared bits into a header's version.</summary>
    internal static void RollShared(Span<byte> header, uint shared)
    {
        var version = BinaryPrimitives.ReadInt32LittleEndian(header);
        var others = RolledOf(version) & ~(SharedVersions - 1u);
        BinaryPrimitives.WriteInt32LittleEndian(header, Roll(version, others | shared));
    }
}
