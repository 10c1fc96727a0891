using System.Security.Cryptography;
using System.Text;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Tests.Mining;

/// <summary>The classic puzzle as everybody writes it first: one nonce after the other.</summary>
internal static class ClassicLoop
{
    /// <summary>All solutions among the first positions, ascending.</summary>
    public static List<UInt128> Find(TextPuzzleSpec puzzle, int count)
    {
        var found = new List<UInt128>();
        for (var i = 0; i < count; i++)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{puzzle.Data}{puzzle.Start + (ulong)i}")));
            if (UInt256.Parse(hash) <= puzzle.Target)
                found.Add((UInt128)i);
        }

        return found;
    }
}
