using Orleans.Configuration;

namespace MiningGrid.Silo.Hosting;

/// <summary>What a silo does with the official engine alone; with the one of this repository all of it is nothing.</summary>
internal static partial class OfficialEngine
{
    public const string DashboardPath = "/orleans";

    /// <summary>After the settings, which are meant for both.</summary>
    public static void Tune(ClusterMembershipOptions membership) => TuneMembership(membership);

    public static void AddDashboard(ISiloBuilder silo) => AddOfficialDashboard(silo);

    public static void MapDashboard(IEndpointRouteBuilder endpoints) => MapOfficialDashboard(endpoints);

    static partial void TuneMembership(ClusterMembershipOptions membership);

    static partial void AddOfficialDashboard(ISiloBuilder silo);

    static partial void MapOfficialDashboard(IEndpointRouteBuilder endpoints);
}
