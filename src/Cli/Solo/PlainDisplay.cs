using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cli.Solo;

/// <summary>Lines without colour or movement, for pipes and files.</summary>
internal sealed class PlainDisplay(TimeProvider time) : ISoloDisplay
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private long _lastLine = time.GetTimestamp();
    private string? _trouble;

    public void Started(SoloStart start)
    {
        if (start.WalletMade is { } made)
            Write(made);
        Write(start.Mining);
        Write($"Blocks are kept in {start.DataFolder}. Ctrl-C stops.");
    }

    public void Mined(BlockAccepted block) => Write(BlockLine.Of(block));

    public void Progressed(SoloProgress progress)
    {
        if (progress.Trouble is not null && progress.Trouble != _trouble)
            Write($"Mining waits: {progress.Trouble}");
        else if (time.GetElapsedTime(_lastLine) >= Quiet)
            Write($"Searching block {progress.Height + 1} at {Quantity.HashRate(progress.HashRate)}; " +
                $"one takes {Quantity.Duration(progress.ExpectedSeconds)} on average.");
        _trouble = progress.Trouble;
    }

    public Task Stopped(string message)
    {
        Write(message);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(string line)
    {
        lock (_lock)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
            _lastLine = time.GetTimestamp();
        }
    }
}
