using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.OpenCl;

/// <summary>What a kernel is told of a header: its tail, and for each version the state after the first block and three rounds later.</summary>
internal sealed class DeviceHeader
{
    private const int WordsOfVersion = 2 * Sha256Constants.StateWords;

    /// <summary>Words with as many versions as there can be.</summary>
    public const int MaxWords = HeaderMidstate.NonceWord + (VersionRolling.SharedVersions * WordsOfVersion);

    /// <summary>Computes them.</summary>
    /// <param name="header">80 bytes.</param>
    /// <param name="versionBits">0, or <see cref="VersionRolling.SharedBits"/>.</param>
    public DeviceHeader(ReadOnlySpan<byte> header, int versionBits)
    {
        VersionBits = versionBits;
        Words = new uint[HeaderMidstate.NonceWord + (WordsOfVersion << versionBits)];
        var rolled = header.ToArray();
        for (var version = 0; version < 1 << versionBits; version++)
        {
            if (versionBits > 0)
                VersionRolling.RollShared(rolled, (uint)version);
            var midstate = new HeaderMidstate(rolled);
            midstate.Tail.CopyTo(Words, 0);
            var place = HeaderMidstate.NonceWord + (version * WordsOfVersion);
            midstate.FirstBlock.CopyTo(Words, place);
            midstate.BeforeNonce.CopyTo(Words, place + Sha256Constants.StateWords);
        }
    }

    /// <summary>The lowest bits of a candidate's number that are its version.</summary>
    public int VersionBits { get; }

    public uint[] Words { get; }
}
