using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Ledger;

public class TransactionTests
{
    private static readonly Hash256 Chain = Hash256.DoubleSha256("chain"u8);

    [Fact]
    public void A_transaction_is_read_back_as_it_was_written() =>
        Prop.ForAll(Transactions.All.ToArbitrary(), transaction =>
        {
            byte[] bytes = transaction.ToBytes();
            Transaction read = Transaction.Parse(bytes);
            return read.GetType() == transaction.GetType()
                && read.Equals(transaction)
                && read.Id == Hash256.DoubleSha256(bytes)
                && read.ToBytes().AsSpan().SequenceEqual(bytes)
                && HasSameFields(read, transaction);
        }).Check(300);

    [Fact]
    public void Whatever_bytes_are_accepted_are_the_transactions_own() =>
        Prop.ForAll(Transactions.Mutations(Transactions.All.Select(transaction => transaction.ToBytes())).ToArbitrary(), IsRefusedOrCanonical).Check(2000);

    [Fact]
    public void Random_bytes_are_refused_and_never_throw() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<byte>().ArrayOf().ToArbitrary(), IsRefusedOrCanonical).Check(1000);

    [Fact]
    public void No_transaction_can_be_taken_for_an_inner_node_of_the_merkle_tree()
    {
        var least = new Coinbase(Chain, 0, Address.Nobody, 0, 0, string.Empty);
        Assert.Equal(65, least.Size);
        Assert.Equal(65, Transaction.MinSize);
    }

    [Fact]
    public void The_extra_nonce_stands_at_its_place_whatever_the_other_fields_are() =>
        Prop.ForAll(Transactions.Coinbases.ToArbitrary(), transaction =>
        {
            var coinbase = (Coinbase)transaction;
            byte[] bytes = coinbase.ToBytes();
            bool found = BitConverter.ToUInt64(bytes, Coinbase.ExtraNonceOffset) == coinbase.ExtraNonce;
            BitConverter.TryWriteBytes(bytes.AsSpan(Coinbase.ExtraNonceOffset), coinbase.ExtraNonce + 1);
            return found && coinbase.WithExtraNonce(coinbase.ExtraNonce + 1).ToBytes().AsSpan().SequenceEqual(bytes);
        }).Check(100);

    [Fact]
    public void The_encoding_of_a_coinbase_is_fixed()
    {
        var coinbase = new Coinbase(Chain, 300, new Address([.. Enumerable.Range(1, 20).Select(i => (byte)i)]), 5_000_000_000, 0x0102030405060708, "hi");
        Assert.Equal(
            "0100" + Convert.ToHexStringLower(Chain.ToArray()) + "0807060504030201" + "fd2c01" + "0102030405060708090a0b0c0d0e0f1011121314" + "ff00f2052a01000000" + "026869",
            Convert.ToHexStringLower(coinbase.ToBytes()));
    }

    [Fact]
    public void The_encoding_of_a_transfer_is_fixed()
    {
        Assert.True(PublicKey.TryParse([3, .. new byte[31], 9], out var sender));
        var transfer = new Transfer(Chain, sender, Address.Nobody, 1, 253, 65536, [0xaa, 0xbb], [.. Enumerable.Repeat((byte)0x77, 64)]);
        Assert.Equal(
            "0101" + Convert.ToHexStringLower(Chain.ToArray()) + "03" + new string('0', 62) + "09" + new string('0', 40) + "01" + "fdfd00" + "fe00000100" + "02aabb"
                + string.Concat(Enumerable.Repeat("77", 64)),
            Convert.ToHexStringLower(transfer.ToBytes()));
    }

    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("escape\u001b[2J")]
    public void A_message_that_is_not_safe_to_print_is_refused(string message) =>
        Assert.Throws<ArgumentException>(() => new Coinbase(Chain, 1, Address.Nobody, 0, 0, message));

    [Fact]
    public void A_message_that_is_no_unicode_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Coinbase(Chain, 1, Address.Nobody, 0, 0, "\ud800"));

    [Fact]
    public void A_message_is_bounded_in_bytes()
    {
        Assert.Equal(100, new Coinbase(Chain, 1, Address.Nobody, 0, 0, new string('é', 50)).Size - 65);
        Assert.Throws<ArgumentException>(() => new Coinbase(Chain, 1, Address.Nobody, 0, 0, new string('é', 51)));
    }

    [Fact]
    public void A_signed_transfer_holds_and_any_change_breaks_it()
    {
        using var key = SigningKey.Generate();
        using var other = SigningKey.Generate();
        var transfer = Transfer.Sign(key, Chain, other.Address, 10, 1, 0, "note"u8);
        Assert.True(transfer.HasValidSignature());
        Assert.Equal(key.Address, transfer.Sender.Address);

        byte[] bytes = transfer.ToBytes();
        for (int i = 2; i < bytes.Length; i += 5)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            if (Transaction.TryParse(changed, out var read, out _))
                Assert.False(((Transfer)read).HasValidSignature(), $"byte {i}");
        }
    }

    [Fact]
    public void Data_and_signature_are_bounded()
    {
        using var key = SigningKey.Generate();
        Assert.Equal(512, Transfer.Sign(key, Chain, default, 1, 1, 0, new byte[512]).Data.Length);
        Assert.Throws<ArgumentException>(() => Transfer.Sign(key, Chain, default, 1, 1, 0, new byte[513]));
        Assert.Throws<ArgumentException>(() => new Transfer(Chain, key.PublicKey, default, 1, 1, 0, [], [.. new byte[63]]));
    }

    private static bool IsRefusedOrCanonical(byte[] bytes) =>
        Transaction.TryParse(bytes, out var read, out RejectReason reason)
            ? reason.IsNone && read.ToBytes().AsSpan().SequenceEqual(bytes)
            : reason.Word == RejectWords.DecodeFailed && read is null;

    private static bool HasSameFields(Transaction left, Transaction right) => (left, right) switch
    {
        (Coinbase a, Coinbase b) => (a.ChainId, a.Height, a.Reward, a.Amount, a.ExtraNonce, a.Message) == (b.ChainId, b.Height, b.Reward, b.Amount, b.ExtraNonce, b.Message),
        (Transfer a, Transfer b) => (a.ChainId, a.Sender, a.Recipient, a.Amount, a.Fee, a.Nonce) == (b.ChainId, b.Sender, b.Recipient, b.Amount, b.Fee, b.Nonce)
            && a.Data.SequenceEqual(b.Data) && a.Signature.SequenceEqual(b.Signature),
        _ => false,
    };
}
