using System.Text;
using MiningGrid.Cli.Hosting;
using MiningGrid.Cli.Output;
using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Cli.Puzzles;

/// <summary>Solves a puzzle: on a grid, or on a silo in this process. That one needs no data folder: nothing of it is kept.</summary>
internal static class PuzzleRun
{
    private const int MaxDataBytes = 64 * 1024; // the grid's own bound
    private static readonly TimeSpan CancelPatience = TimeSpan.FromMilliseconds(500);

    public static async Task<int> Start(PuzzleOptions options, CancellationToken stopping)
    {
        CheckData(options.Data);
        CheckRange(options.Start, options.Count);
        await using var grid = await Open(options, stopping);

        var puzzle = new TextPuzzleSpec(options.Data, options.Difficulty.Target, options.Start, options.Count);
        var job = await grid.Client.Submit(new JobRequest(puzzle, options.Mode), stopping);
        if (options.Detach)
            return await Leave(job, options.Json, stopping);
        if (options.Grid is not null)
            await Console.Error.WriteLineAsync($"Job {job.Id}; Ctrl-C cancels it.");
        try
        {
            return End(await Follow(job, options, stopping), options);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Cancel(job);
            throw;
        }
    }

    private static async Task<GridSession> Open(PuzzleOptions options, CancellationToken stopping)
    {
        if (options.Grid is { } target)
            return await RemoteGrid.Connect(target, stopping);
        var settings = EmbeddedGrid.Settings(options.Workers);
        settings[StorageProvider.Setting] = StorageProvider.Memory;
        return await EmbeddedGrid.Start(settings, stopping);
    }

    private static async Task<int> Leave(IGridJob job, bool isJson, CancellationToken stopping)
    {
        if (isJson)
            JsonLines.Write(JobEvent.Of(await job.GetStatus(stopping)), EventContext.Default.JobEvent);
        else
            Console.WriteLine(job.Id);
        return ExitCode.Done;
    }

    private static async Task<JobStatus> Follow(IGridJob job, PuzzleOptions options, CancellationToken stopping)
    {
        await using var display = MakeDisplay(options.Json);
        var ending = WatchProgress(job, display, stopping);
        if (options.Mode == SearchMode.Exhaustive)
        {
            await foreach (var solution in job.WatchSolutions(stopping))
                display.Found(solution);
        }

        var end = await ending;
        if (options.Mode != SearchMode.Exhaustive && end.Best is { } answer)
            display.Found(answer);
        return end;
    }

    private static async Task<JobStatus> WatchProgress(IGridJob job, IPuzzleDisplay display, CancellationToken stopping)
    {
        JobStatus? last = null;
        await foreach (var status in job.Watch(stopping))
        {
            display.Progressed(status);
            last = status;
        }
        return last!;
    }

    private static int End(JobStatus status, PuzzleOptions options) => status.State switch
    {
        JobState.Failed => throw CommandException.Failed($"The search failed: {status.Trouble}"),
        JobState.Cancelled => throw CommandException.Failed("The search was cancelled."),
        _ when status.Solutions == 0 => throw CommandException.Failed(
            $"None of the {status.Size} nonces from {options.Start} on solves it at {options.Difficulty.Text}."),
        _ => ExitCode.Done,
    };

    private static async Task Cancel(IGridJob job)
    {
        using var patience = new CancellationTokenSource(CancelPatience);
        try
        {
            await job.Cancel(patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or GridUnavailableException)
        {
            // A silo in this process stops anyway; of a grid that does not answer nothing more can be asked.
        }
    }

    private static void CheckData(string data)
    {
        try
        {
            var length = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetByteCount(data);
            if (length > MaxDataBytes)
                throw CommandException.WrongUsage($"DATA has {length} bytes of UTF-8; allowed are {MaxDataBytes}.");
        }
        catch (EncoderFallbackException exception)
        {
            throw CommandException.WrongUsage("DATA is not allowed: it has no UTF-8 form; allowed is any text.", exception);
        }
    }

    private static void CheckRange(ulong start, ulong? count)
    {
        var most = UInt128.One + ulong.MaxValue - start;
        if (count > most)
            throw CommandException.WrongUsage($"--count: '{count}' is not allowed with --start {start}; allowed is a whole number from 1 to {most}.");
    }

    private static IPuzzleDisplay MakeDisplay(bool json)
    {
        if (json)
            return new JsonPuzzleDisplay();
        return Console.IsOutputRedirected ? new PlainPuzzleDisplay() : new LivePuzzleDisplay();
    }
}
