using System.Net;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Web;

/// <summary>The official engine's own dashboard is there where that engine is.</summary>
public sealed class EngineDashboardTests
{
    private static readonly bool IsThere = File.Exists(Path.Combine(Path.GetDirectoryName(Built.Silo)!, "Orleans.Dashboard.dll"));

    [Theory]
    [InlineData("/orleans")]
    [InlineData("/orleans/index.min.js")]
    [InlineData("/orleans/version")]
    [InlineData("/orleans/DashboardCounters")]
    [InlineData("/orleans/ClusterStats")]
    public async Task Its_page_and_its_data_are_there_where_the_engine_has_one(string path)
    {
        await using var silo = await WebSilo.Start();

        var status = await silo.Web.Get(path);

        Assert.Equal(IsThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, status);
    }
}
