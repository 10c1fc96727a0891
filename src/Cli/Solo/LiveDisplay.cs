using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Chain;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MiningGrid.Cli.Solo;

/// <summary>A picture that renews itself, for terminals.</summary>
internal sealed class LiveDisplay(TimeProvider time) : ISoloDisplay
{
    private const int BlocksShown = 10;
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Queue<BlockAccepted> _blocks = new(BlocksShown);
    private readonly CancellationTokenSource _ended = new();
    private readonly long _begun = time.GetTimestamp();
    private Task _drawing = Task.CompletedTask;
    private SoloStart? _start;
    private SoloProgress? _progress;
    private long _mined;

    public void Started(SoloStart start)
    {
        _start = start;
        if (start.WalletMade is { } made)
            AnsiConsole.WriteLine(made);
        _drawing = AnsiConsole.Live(Picture()).AutoClear(false).StartAsync(Draw);
    }

    public void Mined(BlockAccepted block)
    {
        lock (_lock)
        {
            if (_blocks.Count == BlocksShown)
                _blocks.Dequeue();
            _blocks.Enqueue(block);
            _mined++;
        }
    }

    public void Progressed(SoloProgress progress)
    {
        lock (_lock)
            _progress = progress;
    }

    public async Task Stopped(string message)
    {
        await _ended.CancelAsync();
        await _drawing; // the last picture, before the line below it
        AnsiConsole.WriteLine(message);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _drawing;
        _ended.Dispose();
    }

    private async Task Draw(LiveDisplayContext context)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        try
        {
            do
                context.UpdateTarget(Picture());
            while (await timer.WaitForNextTickAsync(_ended.Token));
        }
        catch (OperationCanceledException)
        {
            context.UpdateTarget(Picture());
        }
    }

    private Rows Picture()
    {
        lock (_lock)
        {
            var parts = new List<IRenderable> { Facts(), LastBlocks() };
            if (_progress?.Trouble is { } trouble)
                parts.Add(new Text($"Mining waits: {trouble}", new Style(Color.Yellow)));
            parts.Add(new Text("Ctrl-C stops.", new Style(Color.Grey)));
            return new Rows(parts);
        }
    }

    private Grid Facts()
    {
        var grid = new Grid().AddColumn().AddColumn();
        void Add(string name, string value) => grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));

        Add("Chain", $"{_start!.Chain}, in {_start.DataFolder}");
        Add("Rewards to", _start.Address);
        Add("Hash rate", $"{(_progress is null ? "measuring…" : Quantity.HashRate(_progress.HashRate))} with {_start.Hashing}");
        Add("Next block", _progress is null
            ? "…"
            : $"{Quantity.Hashes(_progress.ExpectedHashes)} expected at {_progress.Bits}: {Quantity.Duration(_progress.ExpectedSeconds)} on average");
        Add("Height", $"{_progress?.Height ?? _start.Height}, {_mined} mined in {Quantity.Duration(time.GetElapsedTime(_begun))}");
        return grid;
    }

    private Table LastBlocks()
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey)
            .AddColumn(new TableColumn("Height").RightAligned())
            .AddColumn(new TableColumn("Hash").NoWrap())
            .AddColumn("Time (UTC)")
            .AddColumn(new TableColumn("Hashes").RightAligned())
            .AddColumn(new TableColumn("Took").RightAligned());
        foreach (var block in _blocks.Reverse())
        {
            table.AddRow(
                new Text($"{block.Height}"),
                new Text($"{block.Hash}"[..24] + "…"),
                new Text($"{DateTimeOffset.FromUnixTimeSeconds(BlockLine.Time(block)):HH:mm:ss}"),
                new Text(block.Hashes > 0 ? Quantity.Hashes(block.Hashes) : ""),
                new Text(block.Elapsed > TimeSpan.Zero ? Quantity.Duration(block.Elapsed) : ""));
        }
        return table;
    }
}
