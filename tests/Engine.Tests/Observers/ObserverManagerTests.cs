using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace MiningGrid.Engine.Tests.Observers;

public class ObserverManagerTests
{
    private DateTime _now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void All_subscribers_are_notified_and_those_that_fail_are_dropped()
    {
        var manager = Manager();
        manager.Subscribe("a", "good");
        manager.Subscribe("b", "bad");
        var told = new List<string>();
        manager.Notify(observer => told.Add(observer == "bad" ? throw new InvalidOperationException() : observer));
        Assert.Equal(["good"], told);
        Assert.Equal(1, manager.Count);
    }

    [Fact]
    public async Task Slow_subscribers_are_notified_together()
    {
        var manager = Manager();
        manager.Subscribe("a", "a");
        manager.Subscribe("b", "b");
        var gate = new TaskCompletionSource();
        var told = new List<string>();
        var notification = manager.Notify(observer =>
        {
            told.Add(observer);
            return observer == "a" ? gate.Task : Task.FromException(new InvalidOperationException());
        });
        Assert.Equal(2, told.Count);
        gate.SetResult();
        await notification;
        Assert.Equal(["a"], manager);
    }

    [Fact]
    public void A_subscription_that_is_not_renewed_ends()
    {
        var manager = Manager();
        manager.Subscribe("a", "a");
        manager.Subscribe("b", "b");
        _now += TimeSpan.FromMinutes(4);
        manager.Subscribe("a", "a");
        _now += TimeSpan.FromMinutes(4);
        manager.ClearExpired();
        Assert.Equal(["a"], manager);
    }

    [Fact]
    public void A_predicate_chooses_who_is_notified()
    {
        var manager = Manager();
        manager.Subscribe("a", "a");
        manager.Subscribe("b", "b");
        var told = new List<string>();
        manager.Notify(told.Add, observer => observer == "b");
        Assert.Equal(["b"], told);
    }

    private ObserverManager<string, string> Manager() => new(TimeSpan.FromMinutes(5), NullLogger.Instance) { GetDateTime = () => _now };
}
