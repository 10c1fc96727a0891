using Microsoft.Extensions.Logging.Abstractions;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining.Threads;

public sealed class WorkerThreadTests
{
    [Fact]
    public void A_worker_stays_on_its_core_and_the_other_threads_go_where_they_went()
    {
        var before = ThreadAffinity.Allowed;
        Assert.NotEmpty(before);
        foreach (var core in before)
        {
            Assert.Equal([core], CoresOf(core));
            Assert.Equal(before, CoresOf(core: null));
        }
    }

    [Fact]
    public void A_worker_stands_back_and_the_other_threads_do_not()
    {
        Assert.Equal(7, NicenessOf(7));
        Assert.Equal(0, NicenessOf(0));
    }

    private static int[] CoresOf(int? core)
    {
        int[] cores = [];
        Run(0, core, () => cores = [.. ThreadAffinity.Allowed]);
        return cores;
    }

    private static int NicenessOf(int nice)
    {
        var own = -1;
        Run(nice, core: null, () => own = Niceness.OfThisThread());
        return own;
    }

    private static void Run(int nice, int? core, Action work) => new WorkerThread(0, nice, core, NullLogger.Instance).Start(work).Join();
}
