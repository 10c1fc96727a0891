using MiningGrid.Grains.Grid;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Grid;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_hold()
    {
        Assert.True(new JobsOptionsValidator().Validate(null, new JobsOptions()).Succeeded);
        Assert.True(new GridOptionsValidator().Validate(null, new GridOptions()).Succeeded);
    }

    [Fact]
    public void A_lease_must_outlive_a_few_reports()
    {
        var result = new JobsOptionsValidator().Validate(null, new JobsOptions { ReportEvery = TimeSpan.FromSeconds(10) });
        Assert.Equal(["Jobs:TimeToLive is '00:00:15'; allowed are 00:00:30 to 01:00:00."], result.Failures);
    }

    [Fact]
    public void A_node_is_suspected_before_it_is_gone()
    {
        var result = new GridOptionsValidator().Validate(null, new GridOptions { GoneAfter = TimeSpan.FromSeconds(5) });
        Assert.Equal(["Grid:GoneAfter is '00:00:05'; allowed are 00:00:06 to 01:00:00."], result.Failures);
    }
}
