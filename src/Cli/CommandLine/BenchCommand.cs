using System.CommandLine;
using MiningGrid.Cli.Bench;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.OpenCl;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid bench</c>.</summary>
internal static class BenchCommand
{
    private const double DefaultSeconds = 3;

    public static Command Create()
    {
        var command = new Command("bench", "Measure how fast this machine hashes: on one thread, and on more and more.");
        var seconds = Values.Option<double?>("--seconds", "S", "How long each measurement takes (default: 3)",
            "a number of seconds from 0.1 to 3600", (string text, out double? value) =>
            {
                value = double.TryParse(text, out var number) && number is >= 0.1 and <= 3600 ? number : null;
                return value is not null;
            });
        string[] names = ["auto", "all", .. NonceScanners.All.Select(scanner => scanner.Name), OpenClScanner.NamePrefix];
        var scanner = Values.Option<string?>("--scanner", "NAME",
            $"auto (default: the fastest of the CPU), all, {string.Join(", ", NonceScanners.Supported.Select(scanner => scanner.Name))}, "
            + "opencl (every OpenCL device) or opencl:N",
            $"{string.Join(", ", names)}, opencl:N", (string text, out string? value) =>
            {
                value = Array.Find(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
                    ?? (BenchScanners.DeviceNumber(text) is { } number ? OpenClScanner.NameOf(number) : null);
                return value is not null;
            });
        var workers = CommonOptions.Workers();
        var json = CommonOptions.Json();
        foreach (var option in new Option[] { seconds, scanner, workers, json })
            command.Options.Add(option);

        command.SetAction((parsed, stopping) => BenchRun.Start(
            new BenchOptions(
                TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? DefaultSeconds),
                parsed.GetValue(scanner) ?? "auto",
                parsed.GetValue(workers),
                parsed.GetValue(json)),
            stopping));
        return command;
    }
}
