namespace MiningGrid.Engine.Tests.Grains;

public interface ITimerGrain : IGrainWithStringKey
{
    Task StartTimer(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false);

    Task HoldTicksAt(string gate);

    Task FailTicks();

    Task Change(TimeSpan due, TimeSpan period);

    Task StopTimer();

    Task Work(string gate);
}
