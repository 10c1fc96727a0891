using Orleans.Configuration;
using Orleans.Dashboard;

namespace MiningGrid.Silo.Hosting;

/// <summary>Compiled with the official engine alone.</summary>
internal static partial class OfficialEngine
{
    // The silo that is asked to probe another answers only when its own probe has: a halted silo is never found dead (10.4.2).
    static partial void TuneMembership(ClusterMembershipOptions membership) => membership.EnableIndirectProbes = false;

    // Its page that follows the log holds a connection open for as long as it is looked at.
    static partial void AddOfficialDashboard(ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    static partial void MapOfficialDashboard(IEndpointRouteBuilder endpoints) => endpoints.MapOrleansDashboard(DashboardPath);
}
