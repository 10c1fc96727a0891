namespace MiningGrid.Silo.Web;

/// <summary>The dashboard that the official engine brings along; the compact one has none, and there is nothing at its path.</summary>
internal static partial class EngineDashboard
{
    public const string Path = "/orleans";

    public static void Add(ISiloBuilder silo) => AddOfficial(silo);

    public static void Map(IEndpointRouteBuilder endpoints) => MapOfficial(endpoints);

    static partial void AddOfficial(ISiloBuilder silo);

    static partial void MapOfficial(IEndpointRouteBuilder endpoints);
}
