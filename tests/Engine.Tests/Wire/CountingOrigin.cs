using Compact.Calls;

namespace MiningGrid.Engine.Tests.Wire;

/// <summary>Counts how often it is told of an answer.</summary>
internal sealed class CountingOrigin : ICallOrigin
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Answered(Call call) => Interlocked.Increment(ref _count);
}
