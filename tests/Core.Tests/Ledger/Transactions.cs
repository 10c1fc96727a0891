using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Ledger;

/// <summary>Transactions of every shape; their signatures are of the right length and otherwise made up.</summary>
internal static class Transactions
{
    private static readonly Gen<ulong> Numbers =
        Gen.OneOf(Gen.Elements(0UL, 1UL, 0xfcUL, 0xfdUL, 0xffffUL, 0x10000UL, uint.MaxValue, uint.MaxValue + 1UL, ulong.MaxValue), ArbMap.Default.GeneratorFor<ulong>());

    private static readonly Gen<Address> Addresses = Bytes(Address.Size).Select(bytes => new Address(bytes));

    private static readonly Gen<Hash256> Hashes = Bytes(Hash256.Size).Select(bytes => new Hash256(bytes));

    public static Gen<Transaction> Coinbases { get; } =
        from chain in Hashes
        from height in Gen.OneOf(Gen.Elements(0, 1, 252, 253, 65535, 65536, int.MaxValue), Gen.Choose(0, int.MaxValue))
        from reward in Addresses
        from amount in Numbers
        from extraNonce in Numbers
        from message in Gen.Elements(string.Empty, "mined here", "é€😀", new string('x', 100), new string('é', 50))
        select (Transaction)new Coinbase(chain, height, reward, amount, extraNonce, message);

    public static Gen<Transaction> Transfers { get; } =
        from chain in Hashes
        from sender in Bytes(31)
        from recipient in Addresses
        from amount in Numbers
        from fee in Numbers
        from nonce in Numbers
        from length in Gen.Elements(0, 1, 252, 253, 512)
        from data in Bytes(length)
        from signature in Bytes(64)
        select (Transaction)new Transfer(chain, Key(sender), recipient, amount, fee, nonce, [.. data], [.. signature]);

    public static Gen<Transaction> All { get; } = Gen.OneOf(Coinbases, Transfers);

    public static Gen<byte[]> Bytes(int count) => ArbMap.Default.GeneratorFor<byte>().ListOf(count).Select(bytes => bytes.ToArray());

    /// <summary>Bytes with one to three places changed, cut, or added to.</summary>
    public static Gen<byte[]> Mutations(Gen<byte[]> originals) =>
        from original in originals
        from places in Gen.Choose(0, Math.Max(0, original.Length - 1)).NonEmptyListOf()
        from value in ArbMap.Default.GeneratorFor<byte>()
        from kind in Gen.Choose(0, 3)
        select Mutate(original, places.Take(3), value, kind);

    private static byte[] Mutate(byte[] original, IEnumerable<int> places, byte value, int kind)
    {
        byte[] bytes = [.. original];
        int place = places.First();
        switch (kind)
        {
            case 0:
                foreach (int at in places.Where(at => at < bytes.Length))
                    bytes[at] = value;
                return bytes;
            case 1:
                return bytes[..Math.Min(place, bytes.Length)];
            case 2:
                return [.. bytes, value];
            default:
                return [.. bytes[..Math.Min(place, bytes.Length)], value, .. bytes[Math.Min(place, bytes.Length)..]];
        }
    }

    private static PublicKey Key(byte[] x)
    {
        bool parsed = PublicKey.TryParse([(byte)(2 + (x[0] & 1)), 0, .. x], out var key);
        return parsed ? key : throw new InvalidOperationException("A small x is always a key's.");
    }
}
