using Orleans.Dashboard;

namespace MiningGrid.Silo.Web;

/// <summary>Compiled with the official engine alone.</summary>
internal static partial class EngineDashboard
{
    // Its page that follows the log holds a connection open for as long as it is looked at.
    static partial void AddOfficial(ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    static partial void MapOfficial(IEndpointRouteBuilder endpoints) => endpoints.MapOrleansDashboard(Path);
}
