namespace MiningGrid.Engine.Tests.Grains;

internal sealed class Meeting : IMeeting
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public Task Meet(int count)
    {
        if (Interlocked.Increment(ref _count) == count)
            _met.SetResult();
        return _met.Task;
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);
}
