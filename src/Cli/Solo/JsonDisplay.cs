using System.Buffers.Binary;
using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cli.Solo;

/// <summary>Blocks as JSON lines on stdout; what people would like to know goes to stderr.</summary>
internal sealed class JsonDisplay : ISoloDisplay
{
    private string? _trouble;

    public void Started(SoloStart start)
    {
        Console.Error.WriteLine(start.Mining);
        if (start.WalletMade is { } made)
            Console.Error.WriteLine(made);
    }

    public void Mined(BlockAccepted block) => JsonLines.Write(
        new BlockEvent(
            block.Height,
            block.Hash.ToString(),
            Convert.ToHexStringLower(block.Header),
            BinaryPrimitives.ReadUInt32LittleEndian(block.Header.AsSpan(76)),
            [.. block.TransactionIds.Select(id => id.ToString())],
            block.Hashes,
            block.Elapsed.TotalSeconds),
        EventContext.Default.BlockEvent);

    public void Progressed(SoloProgress progress)
    {
        if (progress.Trouble is not null && progress.Trouble != _trouble)
            Console.Error.WriteLine($"Mining waits: {progress.Trouble}");
        _trouble = progress.Trouble;
    }

    public Task Stopped(string message) => Console.Error.WriteLineAsync(message);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
