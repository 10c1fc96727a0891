using System.Collections.Immutable;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Engine.Tests.Serialization.Models;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Serialization;

/// <summary>Whatever is written is read back equal, for any value that FsCheck thinks of and for those at the edges.</summary>
public sealed class BuiltInCodecTests
{
    [Fact]
    public void Numbers_come_back()
    {
        Any<bool>();
        Any<byte>(byte.MaxValue);
        Any<sbyte>(sbyte.MinValue, sbyte.MaxValue);
        Any<short>(short.MinValue, short.MaxValue);
        Any<ushort>(ushort.MaxValue);
        Any<int>(int.MinValue, int.MaxValue);
        Any<uint>(uint.MaxValue);
        Any<long>(long.MinValue, long.MaxValue);
        Any<ulong>(ulong.MaxValue);
        Any<char>(char.MaxValue);
        Any<float>(float.NaN, float.NegativeInfinity, -0f);
        Any<double>(double.NaN, double.PositiveInfinity, double.Epsilon);
        Any<decimal>(decimal.MinValue, decimal.MaxValue, 0.0000m, -1.10m);
        Holds(Int128.MinValue, Int128.MaxValue, -1);
        Holds(UInt128.MaxValue, UInt128.Zero, ulong.MaxValue);
    }

    [Fact]
    public void Times_come_back_with_their_kind_and_offset()
    {
        Any<TimeSpan>(TimeSpan.MinValue, TimeSpan.MaxValue);
        Any<DateTime>(DateTime.MinValue, DateTime.MaxValue, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Any<DateTimeOffset>(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Holds(DateOnly.MinValue, DateOnly.MaxValue);
        Holds(TimeOnly.MinValue, TimeOnly.MaxValue);

        Assert.Equal(DateTimeKind.Utc, Codecs.RoundTrip(new DateTime(1, DateTimeKind.Utc)).Kind);
        Assert.Equal(TimeSpan.FromHours(-5), Codecs.RoundTrip(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-5))).Offset);
    }

    [Fact]
    public void Texts_and_addresses_come_back()
    {
        Holds("", "\0", "…☃𝄞", new string('x', 70_000));
        Any<Guid>(Guid.Empty);
        Holds(new Version(1, 2), new Version(1, 2, 3, 4));
        Holds(new Uri("https://example.org/a?b#c"), new Uri("a/b", UriKind.Relative));
        Holds(IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("fe80::1%3"));
        Holds(new IPEndPoint(IPAddress.Any, 0), new IPEndPoint(IPAddress.IPv6Any, 65535));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_instead_of_replaced() =>
        Assert.ThrowsAny<ArgumentException>(() => Codecs.Serializer.SerializeToArray("\ud800"));

    [Fact]
    public void Names_of_grains_and_silos_come_back()
    {
        Holds(default(GrainId), GrainId.Create("type", "key"), GrainId.Create("a/b", " x"));
        Holds(GrainType.Create("type"), default);
        Holds(IdSpan.Create("x"), default);
        Holds(SiloAddress.New(IPAddress.Loopback, 11111, 42), SiloAddress.Zero, SiloAddress.New(IPAddress.IPv6Loopback, 1, -7));
        Holds(new MembershipVersion(long.MinValue), new MembershipVersion(3));
    }

    [Fact]
    public void Enums_come_back_even_without_a_name()
    {
        Holds<Phase>(Phase.Done, (Phase)100);
        Any<DayOfWeek>((DayOfWeek)int.MinValue);
        Holds<Wide>(Wide.Most, Wide.Least);
    }

    [Fact]
    public void Collections_come_back()
    {
        Any<byte[]>([]);
        Any<int[]>([]);
        Any<string[]>([null!, ""]);
        Any<List<string>>([null!]);
        Any<int?>(null, int.MinValue);
        Any<List<int?>>([null, 0]);
        Any<Dictionary<string, List<int>>>();
        Holds(new HashSet<int> { 1, -1 }, []);
        Holds(ImmutableList.Create("a", null));
        HoldsBy(value => value.AsEnumerable(), ImmutableArray.Create(1, 2), []);
        HoldsBy(value => value.OrderBy(pair => pair.Key), ImmutableDictionary.CreateRange([new KeyValuePair<int, string>(1, "x"), new(2, "y")]));
        Assert.True(Codecs.RoundTrip(default(ImmutableArray<int>)).IsDefault);
    }

    [Fact]
    public void Text_comparers_come_back()
    {
        Assert.Contains("A", Codecs.RoundTrip(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }));
        Assert.DoesNotContain("A", Codecs.RoundTrip(new HashSet<string>(StringComparer.Ordinal) { "a" }));
        Assert.True(Codecs.RoundTrip(ImmutableDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase).Add("a", 1)).ContainsKey("A"));
    }

    [Fact]
    public void Tuples_come_back()
    {
        Any<(int, string)>();
        Holds((1, "2", 3.0, '4', 5m, (byte)6, 7L));
        Holds(ValueTuple.Create(1));
        Holds(Tuple.Create(1, "2"));
        Holds(Tuple.Create(1, 2, 3, 4, 5, 6, 7));
        Holds(new KeyValuePair<string, int?>("a", null));
    }

    [Fact]
    public void Null_comes_back()
    {
        Assert.Null(Codecs.RoundTrip<string?>(null));
        Assert.Null(Codecs.RoundTrip<Holder?>(null));
        Assert.Null(Codecs.RoundTrip<object?>(null));
        Assert.Null(Codecs.RoundTrip<int[]?>(null));
    }

    private static void Holds<T>(params T[] edges)
    {
        foreach (var edge in edges)
            Assert.Equal(edge, Codecs.RoundTrip(edge));
    }

    /// <summary>For types that FsCheck can make up values of.</summary>
    private static void Any<T>(params T[] edges)
    {
        Holds(edges);
        Prop.ForAll(ArbMap.Default.ArbFor<T>(), value => AreEqual(value, Codecs.RoundTrip(value))).QuickCheckThrowOnFailure();
    }

    private static void HoldsBy<T, TKey>(Func<T, TKey> key, params T[] values)
    {
        foreach (var value in values)
            Assert.Equal(key(value), key(Codecs.RoundTrip(value)));
    }

    private static bool AreEqual<T>(T left, T right)
    {
        Assert.Equal(left, right);
        return true;
    }

    private enum Wide : ulong
    {
        Least,
        Most = ulong.MaxValue,
    }
}
