using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl.Tests;

public class FaultSignalsTests
{
    [Fact]
    public void One_thread_at_a_time_talks_to_drivers_that_load()
    {
        var hasCome = false;
        var second = new Thread(() =>
        {
            using var signals = FaultSignals.Keep();
            Volatile.Write(ref hasCome, true);
        });
        using (FaultSignals.Keep())
        {
            second.Start();
            Assert.True(SpinWait.SpinUntil(() => second.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromMinutes(1)), "waited for the second thread to wait");
            Assert.False(Volatile.Read(ref hasCome), "the second thread did not wait");
        }

        second.Join();
        Assert.True(Volatile.Read(ref hasCome), "the second thread never came");
    }
}
