using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.Grains.Grid;

namespace MiningGrid.Grains.Tests.Grid;

public sealed class WorkBookTests
{
    private readonly WorkBook _work = new();

    [Fact]
    public void Every_change_has_a_greater_version()
    {
        Assert.True(_work.Change(new WorkItem("a", 0, IsActive: true)));
        Assert.True(_work.Change(new WorkItem("b", 5, IsActive: true)));
        Assert.Equal(2, _work.List.Version);
        Assert.True(_work.Change(new WorkItem("b", 6, IsActive: true)));
        Assert.True(_work.Change(new WorkItem("a", 0, IsActive: false)));
        Assert.Equal((4L, new WorkItem("b", 6, IsActive: true)), (_work.List.Version, _work.List.Items.Single()));
    }

    [Fact]
    public void What_changes_nothing_keeps_the_version()
    {
        _work.Change(new WorkItem("a", 0, IsActive: true));
        Assert.False(_work.Change(new WorkItem("a", 0, IsActive: true)));
        Assert.False(_work.Change(new WorkItem("unknown", 0, IsActive: false)));
        Assert.Equal(1, _work.List.Version);
    }

    [Fact]
    public void Older_news_never_replaces_newer_work()
    {
        _work.Change(new WorkItem("chain:x", 7, IsActive: true));
        Assert.False(_work.Change(new WorkItem("chain:x", 6, IsActive: true)));
        Assert.False(_work.Change(new WorkItem("chain:x", 6, IsActive: false)));
        Assert.Equal(7, _work.List.Items.Single().Epoch);
    }

    [Fact]
    public void A_job_that_remembers_no_epoch_is_believed_to_have_no_work()
    {
        _work.Change(new WorkItem("chain:x", 7, IsActive: true));
        Assert.True(_work.Change(new WorkItem("chain:x", 0, IsActive: false)));
        Assert.Empty(_work.List.Items);
    }
}
