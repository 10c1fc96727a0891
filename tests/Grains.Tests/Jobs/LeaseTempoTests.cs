using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>Leases of a job with many nodes.</summary>
public sealed class LeaseTempoTests
{
    private static readonly JobsOptions Options = new()
    {
        LeaseTime = TimeSpan.FromSeconds(3),
        ReportEvery = TimeSpan.FromSeconds(1),
        TimeToLive = TimeSpan.FromSeconds(15),
        CallsPerSecond = 1_000,
    };

    private readonly LeaseTempo _tempo = new(Options);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(750, 1)]
    [InlineData(1_500, 2)]
    [InlineData(7_500, 10)]
    public void Times_stretch_once_nodes_would_call_too_often(int nodes, double stretch)
    {
        Assert.Equal(stretch, _tempo.Stretch(nodes), 6);
        Assert.Equal(Options.ReportEvery * stretch, _tempo.ReportEvery(nodes));
        Assert.Equal(Options.TimeToLive * stretch, _tempo.TimeToLive(nodes));
    }

    [Fact]
    public void Nodes_that_are_many_get_longer_leases()
    {
        const double rate = 1e6;
        var few = LengthOf(nodes: 100);
        var many = LengthOf(nodes: 3_000);
        Assert.Equal(3 * rate, few, 0.25 * 3 * rate);
        Assert.Equal(12 * rate, many, 0.25 * 12 * rate);

        double LengthOf(int nodes)
        {
            var paces = new NodePaces(new LeaseSizerBounds(Options.LeaseTime, 1, UInt128.MaxValue / 2, 1_000), _tempo);
            var left = UInt128.MaxValue / 2;
            double length = 0;
            for (var round = 0; round < 12; round++)
            {
                var now = TimeSpan.FromSeconds(round);
                for (var node = 0; node < nodes; node++)
                {
                    paces.Delivered($"node-{node}", (UInt128)rate, now);
                    length = (double)paces.NextLength(new LeaseRequest($"node-{node}", rate, 1, null), left, now);
                }
            }

            return length;
        }
    }
}
