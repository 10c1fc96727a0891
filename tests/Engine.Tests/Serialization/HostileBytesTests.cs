using System.Collections.Immutable;
using Compact.Serialization;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Engine.Tests.Serialization.Models;
using Orleans.Runtime;
using Range = MiningGrid.Engine.Tests.Serialization.Models.Range;

namespace MiningGrid.Engine.Tests.Serialization;

/// <summary>Bytes of a stranger's making end in a value or in <see cref="MalformedPayloadException"/>, in nothing else.</summary>
public sealed class HostileBytesTests
{
    private static readonly object[] s_values =
    [
        new Holder { Anything = new List<object> { 1, "x", new Range(1, 2) }, Shape = new Tagged<int> { Tags = [1] }, Next = new Holder() },
        new Plain(1, "g", 2) { Ranges = [new Range(3, 4)], Named = new() { ["a"] = new Range(1, 1) } },
        new Positional(1, "n", [1, 2]),
        new UsesForeign { Node = new ForeignNode("n", [1]), Pair = new ForeignPair<string>("a", "b"), Pairs = new() { [new Foreign(1)] = new ForeignPair<int>(1, 2) } },
        new DeepFaultException("m") { Where = [1] },
        new AggregateException(new ObjectDisposedException("o", "m"), new UnmarkedException("u")),
        ImmutableDictionary<string, object>.Empty.Add("k", (1, Guid.Empty, 2.5m, DateTimeOffset.UnixEpoch)),
        new Tree(1, [new Tree(2, [])]),
        new Dictionary<GrainId, SiloAddress> { [GrainId.Create("t", "k")] = SiloAddress.Zero },
    ];

    [Fact]
    public void Random_bytes_end_in_one_exception()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            Read<Holder>(bytes);
            Read<Plain>(bytes);
            Read<UsesForeign>(bytes);
            Read<Exception>(bytes);
            Read<object>(bytes);
            Read<Dictionary<string, List<Range?>>>(bytes);
            Read<ImmutableArray<(decimal, DateTime, Version)>>(bytes);
            Read<Tree>(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Mutated_bytes_end_in_one_exception()
    {
        var payloads = s_values.Select(value => Codecs.Serializer.SerializeToArray(value)).ToArray();
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (which, seed) =>
        {
            var random = new Random(seed);
            var bytes = Mutate(payloads[(int)((uint)which % payloads.Length)], random);
            Read<object>(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void Every_single_bit_may_flip()
    {
        foreach (var value in s_values)
        {
            var bytes = Codecs.Serializer.SerializeToArray(value);
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Read<object>(bytes);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        foreach (var value in s_values)
        {
            var bytes = Codecs.Serializer.SerializeToArray(value);
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<object>(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_count_is_believed_only_as_far_as_there_are_bytes()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var count in new uint[] { 1_000, 1 << 20, int.MaxValue, uint.MaxValue })
        {
            Refuses<List<Guid>>(count);
            Refuses<Guid[]>(count);
            Refuses<HashSet<int>>(count, comparer: 1);
            Refuses<Dictionary<int, int>>(count, comparer: 1);
            Refuses<ImmutableArray<long>>(count);
            Refuses<ImmutableList<string>>(count);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Many_small_elements_must_not_become_much_memory()
    {
        // 8 MB of empty structs of 400 bytes each would be 3.2 GB.
        var bytes = new byte[8 << 20];
        using var writer = new Payload();
        writer.Open(bytes.Length - 16);
        writer.VarInt((uint)bytes.Length - 32);
        writer.Bytes.CopyTo(bytes, 0);

        Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<Huge[]>(bytes));
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        byte[] bytes = [];
        for (var depth = 0; depth < 1_000; depth++)
        {
            using var outer = new Payload();
            outer.VarInt(((2 + (4 * 2)) << 3) | (uint)WireType.Bytes);
            outer.VarInt((uint)bytes.Length);
            bytes = [.. outer.Bytes, .. bytes];
        }

        using var root = new Payload();
        root.Open(bytes.Length);
        bytes = [.. root.Bytes, .. bytes];

        var exception = Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<Holder>(bytes));
        Assert.Contains("deep", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_is_not_registered_is_not_loaded_or_made()
    {
        var bytes = Codecs.Serializer.SerializeToArray<object>(new Square { Side = 1 });
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var name = typeof(Square).FullName!;
        var other = "System.Diagnostics.Process".PadRight(name.Length, 'x');

        var exception = Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<object>(
            System.Text.Encoding.Latin1.GetBytes(text.Replace(name, other, StringComparison.Ordinal))));
        Assert.Contains(other, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registered_type_of_the_wrong_kind_is_refused()
    {
        var bytes = Codecs.Serializer.SerializeToArray<object>(new Square());

        Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<Exception>(bytes));
        Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<IReadOnlyList<int>>(bytes));
        Assert.IsType<Square>(Codecs.Serializer.Deserialize<Shape>(bytes));
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused() =>
        Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<string>([1, 2, 0xc0, 0x80]));

    [Fact]
    public void What_a_converter_refuses_is_refused()
    {
        // Its constructor throws for a null name.
        Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<ForeignNode>([1, 0]));
    }

    private static void Read<T>(byte[] bytes)
    {
        try
        {
            Codecs.Serializer.Deserialize<T>(bytes);
        }
        catch (MalformedPayloadException)
        {
            // As it should be.
        }
    }

    private static void Refuses<T>(uint count, byte? comparer = null)
    {
        using var body = new Payload();
        if (comparer is not null)
            body.VarInt(0);
        body.VarInt(count);
        body.VarInt(0);
        using var payload = new Payload();
        payload.Open(body.Bytes.Length);
        byte[] bytes = [.. payload.Bytes, .. body.Bytes];

        Assert.Throws<MalformedPayloadException>(() => Codecs.Serializer.Deserialize<T>(bytes));
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                case 2 when bytes.Count > 1: bytes.RemoveAt(at); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, 20))); break;
            }
        }

        return [.. bytes];
    }

    private sealed class Payload : IDisposable
    {
        private readonly MemoryStream _stream = new();

        public byte[] Bytes => _stream.ToArray();

        public void Open(int length)
        {
            _stream.WriteByte(1);
            VarInt((uint)length);
        }

        public void VarInt(uint value)
        {
            for (; value >= 0x80; value >>= 7)
                _stream.WriteByte((byte)(value | 0x80));
            _stream.WriteByte((byte)value);
        }

        public void Dispose() => _stream.Dispose();
    }
}
