using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Names one life of a silo: its endpoint and the generation, which grows with every start. Written <c>ip:port@generation</c>.</summary>
[JsonConverter(typeof(SiloAddressConverter))]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable, IParsable<SiloAddress>
{
    private static readonly DateTime GenerationZero = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int s_lastGeneration;
    private readonly uint _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _hash = StableHash.ComputeHash(ToParsableString());
    }

    public static SiloAddress Zero { get; } = new(new IPEndPoint(IPAddress.Any, 0), 0);

    public IPEndPoint Endpoint { get; }

    public int Generation { get; }

    /// <summary>Negative generations are those of clients.</summary>
    public bool IsClient => Generation < 0;

    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return ep.Address.Equals(IPAddress.Any) && ep.Port == 0 && gen == 0 ? Zero : new SiloAddress(ep, gen);
    }

    public static SiloAddress New(IPAddress address, int port, int generation) => New(new IPEndPoint(address, port), generation);

    /// <summary>The seconds since 2022; in one process, each time another number.</summary>
    public static int AllocateNewGeneration()
    {
        var now = (int)(TimeProvider.System.GetUtcNow().UtcDateTime - GenerationZero).TotalSeconds;
        while (true)
        {
            var last = Volatile.Read(ref s_lastGeneration);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref s_lastGeneration, next, last) == last)
                return next;
        }
    }

    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    public static SiloAddress FromUtf8String(ReadOnlySpan<byte> addr) => Parse(Encoding.UTF8.GetString(addr));

    public static SiloAddress Parse(string value) => Parse(value, null);

    public static SiloAddress Parse(string value, IFormatProvider? provider = null) =>
        TryParse(value, provider, out var result)
            ? result
            : throw new FormatException($"\"{value}\" is not a silo address; it reads ip:port@generation.");

    public static bool TryParse(string? value, [NotNullWhen(true)] out SiloAddress? result) => TryParse(value, null, out result);

    public static bool TryParse(string? value, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var at = value?.LastIndexOf('@') ?? -1;
        if (at <= 0 || !int.TryParse(value.AsSpan(at + 1), out var generation))
            return false;
        var endpoint = value.AsSpan(0, at);
        var colon = endpoint.LastIndexOf(':');
        if (colon <= 0 || !IPAddress.TryParse(endpoint[..colon], out var address) || !ushort.TryParse(endpoint[(colon + 1)..], out var port))
            return false;
        result = New(new IPEndPoint(address, port), generation);
        return true;
    }

    public string ToParsableString() => $"{Endpoint.Address}:{Endpoint.Port}@{Generation}";

    public string ToStringWithHashCode() => $"{ToParsableString()}/x{_hash:X8}";

    public int GetConsistentHashCode() => (int)_hash;

    public bool IsSuccessorOf(SiloAddress other) => Generation != 0 && other.Generation != 0 && Generation > other.Generation && Endpoint.Equals(other.Endpoint);

    public bool IsPredecessorOf(SiloAddress other) => other.IsSuccessorOf(this);

    public int CompareTo(SiloAddress? other) => other is null ? 1 : string.CompareOrdinal(ToParsableString(), other.ToParsableString());

    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => (int)_hash;

    public override string ToString() => $"{(IsClient ? "C" : "S")}{Endpoint}:{Generation}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);
}
