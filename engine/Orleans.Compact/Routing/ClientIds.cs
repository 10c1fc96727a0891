using System.Diagnostics.CodeAnalysis;
using System.Text;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>
/// Ids of whoever calls without being a grain, and of the observers it has: <c>sys.client/hosted-ip:port@generation</c> is code in that silo,
/// <c>sys.client/guid</c> an outside client, and either with <c>+guid</c> after it one of its observers.
/// </summary>
internal static class ClientIds
{
    private const string Hosted = "hosted-";
    private const char Plus = '+';

    public static readonly GrainType Type = GrainType.Create("sys.client");

    public static GrainId New() => new(Type, IdSpan.Create($"{Guid.NewGuid():N}"));

    public static GrainId Of(SiloAddress silo) => new(Type, IdSpan.Create(Hosted + silo.ToParsableString()));

    public static GrainId NewObserver(GrainId client) => new(Type, IdSpan.Create($"{client.Key}{Plus}{Guid.NewGuid():N}"));

    /// <summary>The client whose observer it is; a client's own id is given as it is.</summary>
    public static GrainId ClientOf(GrainId id)
    {
        var key = id.Key.AsSpan();
        var plus = key.IndexOf((byte)Plus);
        return plus < 0 ? id : new GrainId(Type, new IdSpan(key[..plus].ToArray()));
    }

    /// <summary>The silo whose own client it is, or whose observer.</summary>
    /// <returns>False for outside clients.</returns>
    public static bool TryGetSilo(GrainId id, [NotNullWhen(true)] out SiloAddress? silo)
    {
        silo = null;
        var key = Encoding.UTF8.GetString(ClientOf(id).Key.AsSpan());
        return key.StartsWith(Hosted, StringComparison.Ordinal) && SiloAddress.TryParse(key[Hosted.Length..], out silo);
    }
}
