using System.Security.Cryptography;
using System.Text;

namespace MiningGrid.Silo.Tests.Puzzles;

/// <summary>The loop of the classic examples: hash data + nonce, print as hex, look at the zeros in front.</summary>
internal static class ClassicLoop
{
    public static IEnumerable<(ulong Nonce, string Hash)> Solutions(string data, int difficulty, ulong start = 0)
    {
        var zeros = new string('0', difficulty);
        for (var nonce = start; ; nonce++)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data}{nonce}")));
            if (hash.StartsWith(zeros, StringComparison.Ordinal))
                yield return (nonce, hash);
        }
    }
}
