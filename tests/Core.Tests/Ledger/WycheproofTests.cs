using System.Security.Cryptography;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Ledger;

public class WycheproofTests
{
    public static TheoryData<int, string, string, string, bool, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string, string, string, bool, string>();
            using Stream stream = typeof(WycheproofTests).Assembly.GetManifestResourceStream("wycheproof-p256-sha256-p1363.tsv")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (line.Split('\t') is [var id, var key, var message, var signature, var result, var comment] && id[0] != '#')
                    cases.Add(int.Parse(id), key, message, signature, result == "valid", comment);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Signatures_hold_where_wycheproof_says_so_and_s_is_low(int id, string key, string message, string signature, bool valid, string comment)
    {
        Assert.True(PublicKey.TryParse(Convert.FromHexString(key), out var publicKey));
        byte[] bytes = Convert.FromHexString(signature);
        bool isLow = bytes.Length == 64 && UInt256.ReadBigEndian(bytes.AsSpan(32)) <= P256.HalfOrder;
        var hash = new Hash256(SHA256.HashData(Convert.FromHexString(message)));
        Assert.True((valid && isLow) == publicKey.Verify(hash, bytes), $"{id}: {comment}");
    }

    [Fact]
    public void The_cases_are_there() => Assert.InRange(Cases.Count, 60, 100);
}
