using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining.Threads;

public sealed class WorkerPlanTests
{
    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(64, null, 64)]
    [InlineData(8, 3.0, 3)]
    [InlineData(8, 2.5, 2)]
    [InlineData(8, 0.5, 1)]
    [InlineData(2, 16.0, 2)]
    public void There_is_a_worker_for_every_whole_core_that_may_be_used(int processors, double? quota, int expected)
    {
        var plan = WorkerPlan.Make(new MiningOptions(), processors, quota);
        Assert.Equal(expected, plan.Workers);
        Assert.False(plan.IsOversized);
        Assert.Null(plan.CoreOf(0));
    }

    [Theory]
    [InlineData(8, 7)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    public void Workers_that_do_not_stand_back_leave_the_silo_a_core(int processors, int expected) =>
        Assert.Equal(expected, WorkerPlan.Make(new MiningOptions { Nice = 0 }, processors, null).Workers);

    [Theory]
    [InlineData(5, 4, null, true)]
    [InlineData(4, 4, null, false)]
    [InlineData(4, 8, 3.9, true)]
    [InlineData(0, 8, 1.0, false)]
    public void As_many_as_were_asked_for_are_made_and_too_many_are_told(int workers, int processors, double? quota, bool oversized)
    {
        var plan = WorkerPlan.Make(new MiningOptions { Workers = workers }, processors, quota);
        Assert.Equal(workers, plan.Workers);
        Assert.Equal(oversized, plan.IsOversized);
    }

    [Fact]
    public void Listed_cores_get_a_worker_each_in_turn()
    {
        var plan = WorkerPlan.Make(new MiningOptions { Affinity = "2,4-5" }, 8, null);
        Assert.Equal(3, plan.Workers);
        Assert.Equal([2, 4, 5, 2], Enumerable.Range(0, 4).Select(plan.CoreOf).Cast<int>());
    }
}
