using System.Collections.Concurrent;
using MiningGrid.Engine.Tests.Grains;

namespace MiningGrid.Engine.Tests.Observers;

internal sealed class Ear : IEar
{
    private int _inside;

    public ConcurrentQueue<string> Heard { get; } = [];

    public int InsideMax { get; private set; }

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<int> Hear(string word)
    {
        InsideMax = Math.Max(InsideMax, Interlocked.Increment(ref _inside));
        if (word == "wait")
            await Gate.Task;
        if (word == "fail")
            throw new InvalidOperationException(word);
        Heard.Enqueue(word);
        Interlocked.Decrement(ref _inside);
        return Heard.Count;
    }

    public Task Overhear(string word)
    {
        Heard.Enqueue(word);
        return Task.CompletedTask;
    }

    public void Notice(string word) => Heard.Enqueue(word);
}
