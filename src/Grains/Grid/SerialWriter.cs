namespace MiningGrid.Grains.Grid;

/// <summary>
/// Writes one after the other, for a reentrant grain: who asks while a write is under way shares the next one, which
/// carries what all of them changed. One thread at a time.
/// </summary>
internal sealed class SerialWriter(Func<Task> write)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Done when all that was asked for is written.</summary>
    public Task Pending => _next ?? _running;

    public Task Write()
    {
        if (_next is { } next)
            return next;
        return _running.IsCompleted ? _running = write() : _next = WriteNext(_running);
    }

    private async Task WriteNext(Task before)
    {
        try
        {
            await before;
        }
        catch
        {
            // Its own callers are told.
        }

        _next = null;
        await (_running = write());
    }
}
