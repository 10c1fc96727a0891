using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.Core.Blocks;

namespace MiningGrid.Cli.Headers;

/// <summary>Verifies a file of headers.</summary>
internal static class HeadersRun
{
    public static async Task<int> Start(HeadersOptions options, CancellationToken stopping)
    {
        if (!HeaderNetwork.TryGet(options.Network, out var network))
            throw CommandException.WrongUsage($"--network: '{options.Network}' is not allowed; allowed is one of {string.Join(", ", HeaderNetwork.All)}.");
        await using var file = Open(options.File);
        var started = TimeProvider.System.GetTimestamp();
        var report = await new HeaderChainVerifier(network, TimeProvider.System.GetUtcNow(), (int)options.Start)
            .AddAllAsync(file, cancellationToken: stopping);
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        if (options.Json)
            WriteJson(report);
        else
            WriteText(report, network, elapsed);
        return report.IsGood ? ExitCode.Done : ExitCode.Failed;
    }

    private static FileStream Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.WrongUsage($"FILE: '{path}' can't be read: {exception.Message}", exception);
        }
        if (file.Length > 0 && file.Length % BlockHeader.Size == 0)
            return file;

        var length = file.Length;
        file.Dispose();
        throw CommandException.WrongUsage(
            $"FILE: '{path}' has {length} bytes; allowed is a file of raw headers, {BlockHeader.Size} bytes each, at least one.");
    }

    private static void WriteText(HeaderChainReport report, HeaderNetwork network, TimeSpan elapsed)
    {
        if (report.Count > 0)
            Console.WriteLine(
                $"{report.Count} headers of {network} hold, height {report.FirstHeight} to {report.LastHeight}, {report.RetargetsChecked} retargets among them. Tip {report.TipHash}.");
        if (report.Failure is { } failure)
            Console.WriteLine($"The header at height {failure.Height} does not hold: {failure.Reason}");
        foreach (var note in report.Unchecked)
            Console.WriteLine($"Not checked: {note}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Took {Quantity.Duration(elapsed)}."));
    }

    private static void WriteJson(HeaderChainReport report) => JsonLines.Write(
        new VerifyEvent(
            report.IsGood,
            report.Count,
            report.Failure?.Height ?? report.LastHeight,
            report.IsGood ? report.TipHash.ToString() : null,
            report.Failure?.Reason.Word,
            report.Failure?.Reason.Detail),
        EventContext.Default.VerifyEvent);
}
