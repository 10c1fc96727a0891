using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Work that waits at gates of the journal, so that a test decides what overlaps.</summary>
public interface IWorkGrain : IGrainWithStringKey
{
    Task Work(string gate);

    [AlwaysInterleave]
    Task Interleaving(string gate);

    [ReadOnly]
    Task Read(string gate);

    [OneWay]
    Task Tell(string entry);

    [OneWay]
    Task TellAndFail();

    Task<int> Overlaps(int rounds);

    Task<bool> StaysInItsTurns();

    Task<bool> LeavesItsTurnsByTaskRun();

    Task CallBackThrough(string other, bool allowReentrancy);

    [ResponseTimeout("00:00:05")]
    Task WorkForFiveSeconds(string gate);

    Task<bool> WaitForCancellation(CancellationToken token);

    Task WorkUntil(string gate, CancellationToken token);

    Task<int> Activation();

    Task Deactivate();

    Task DeactivateAfter(string gate);

    Task Fail(string message);

    Task FailWithOwn(int code);

    Task FailWithoutTask();
}
