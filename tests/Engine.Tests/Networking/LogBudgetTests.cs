using Compact.Networking;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Networking;

public sealed class LogBudgetTests
{
    [Fact]
    public void Lines_about_strangers_are_bounded_and_the_rest_is_counted()
    {
        var time = new ManualTime();
        var budget = new LogBudget(time);

        Assert.Equal(LogBudget.LinesPerMinute, Enumerable.Range(0, 1000).Count(_ => budget.TryTake(out var withheld) && withheld == 0));

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(budget.TryTake(out var rest));
        Assert.Equal(1000 - LogBudget.LinesPerMinute, rest);
        Assert.True(budget.TryTake(out rest));
        Assert.Equal(0, rest);
    }
}
