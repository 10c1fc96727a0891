using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Jobs;
using Spectre.Console;

namespace MiningGrid.Cli.Puzzles;

/// <summary>A progress bar above which solutions appear, for terminals.</summary>
internal sealed class LivePuzzleDisplay : IPuzzleDisplay
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;
    private ProgressTask? _bar;

    public LivePuzzleDisplay() => _drawing = AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(async context =>
        {
            _bar = context.AddTask("searching");
            await _ended.Task;
        });

    public void Found(Solution solution) => AnsiConsole.WriteLine(PlainPuzzleDisplay.Line(solution));

    public void Progressed(JobStatus status)
    {
        if (_bar is not { } bar)
            return;
        bar.Value = Share(status) * 100;
        bar.Description = Describe(status).EscapeMarkup();
    }

    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        await _drawing;
    }

    // Of a search that ends with a solution nobody knows the end: its bar shows how likely it was to have ended by now.
    private static double Share(JobStatus status) => status.Mode == SearchMode.Exhaustive
        ? (double)status.Searched / (double)status.Size
        : Math.Max((double)status.Searched / (double)status.Size, 1 - Math.Exp(-(double)status.Searched / status.ExpectedHashes));

    private static string Describe(JobStatus status)
    {
        var rate = Quantity.HashRate(status.HashRate);
        if (status.HashRate <= 0)
            return "searching";
        return status.Mode == SearchMode.Exhaustive
            ? $"{rate}, {Quantity.Duration((double)(status.Size - status.Searched) / status.HashRate)} to go, {status.Solutions} found"
            : $"{rate}, {Quantity.Duration(status.ExpectedHashes / status.HashRate)} expected";
    }
}
