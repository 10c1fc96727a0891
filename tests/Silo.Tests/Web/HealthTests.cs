namespace MiningGrid.Silo.Tests.Web;

public sealed class HealthTests
{
    [Fact]
    public async Task A_silo_that_is_up_is_live_and_ready_and_says_what_was_looked_at()
    {
        await using var silo = await WebSilo.Start();

        var live = await silo.Web.GetHealth("/health/live");
        var ready = await silo.Web.GetHealth("/health/ready");

        Assert.Equal((200, "Healthy"), (live.Code, live.Status));
        Assert.Empty(live.Checks);
        Assert.Equal((200, "Healthy"), (ready.Code, ready.Status));
        Assert.Equal(["silo", "storage"], ready.Checks.Keys.Order());
        Assert.All(ready.Checks.Values, status => Assert.Equal("Healthy", status));
    }

    [Fact]
    public async Task A_silo_that_stops_ends_well_while_somebody_is_connected()
    {
        await using var silo = await WebSilo.Start();
        await silo.Web.GetHealth("/health/live"); // the connection stays open

        silo.Run.Terminate();

        Assert.Equal(0, await silo.Run.WaitForExit());
    }
}
