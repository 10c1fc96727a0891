using MiningGrid.Grains.Grid;

namespace MiningGrid.Grains.Tests.Grid;

public sealed class SerialWriterTests
{
    private readonly List<TaskCompletionSource> _writes = [];
    private readonly SerialWriter _writer;

    public SerialWriterTests() => _writer = new SerialWriter(() =>
    {
        _writes.Add(new TaskCompletionSource());
        return _writes[^1].Task;
    });

    [Fact]
    public async Task Who_asks_during_a_write_shares_the_next_one()
    {
        var first = _writer.Write();
        var (second, third) = (_writer.Write(), _writer.Write());
        Assert.Single(_writes);
        _writes[0].SetResult();
        await first;
        Assert.Equal(2, _writes.Count);
        Assert.False(second.IsCompleted || third.IsCompleted);
        _writes[1].SetResult();
        await Task.WhenAll(second, third, _writer.Pending);
        Assert.Equal(2, _writes.Count);
    }

    [Fact]
    public async Task A_failed_write_is_told_to_its_own_callers_only()
    {
        var (first, second) = (_writer.Write(), _writer.Write());
        _writes[0].SetException(new IOException("the disk is gone"));
        await Assert.ThrowsAsync<IOException>(() => first);
        _writes[1].SetResult();
        await second;
    }
}
