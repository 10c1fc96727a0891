using System.Globalization;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.OpenCl;

namespace MiningGrid.Cli.Bench;

/// <summary>The scanners that a bench was asked for, the fastest of the CPU first; devices are closed with it.</summary>
internal sealed class BenchScanners : IDisposable
{
    private readonly List<OpenClScanner> _devices = [];

    /// <summary>Finds them.</summary>
    /// <param name="name">"auto", "all", a scanner's name, "opencl" for every device, or a device's name.</param>
    /// <exception cref="CommandException">There is no such scanner here.</exception>
    public BenchScanners(string name)
    {
        try
        {
            All = Choose(name);
        }
        catch (ArgumentException exception)
        {
            Dispose();
            throw CommandException.WrongUsage($"--scanner: {exception.Message}", exception);
        }
        catch (OpenClException exception)
        {
            Dispose();
            throw CommandException.Failed($"--scanner {name}: {exception.Message}", exception);
        }
    }

    public IReadOnlyList<NonceScanner> All { get; }

    /// <summary>The number in a device's name; null when it is none.</summary>
    public static int? DeviceNumber(string name) =>
        name.Split(':') is [var prefix, var number]
        && prefix.Equals(OpenClScanner.NamePrefix, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public void Dispose()
    {
        foreach (var device in _devices)
            device.Dispose();
    }

    private IReadOnlyList<NonceScanner> Choose(string name) => name switch
    {
        "auto" => [NonceScanners.Best],
        "all" => [NonceScanners.Best, .. Open(OpenClChoice.Gpu), .. NonceScanners.Supported.Where(scanner => scanner != NonceScanners.Best)],
        OpenClScanner.NamePrefix => Open(OpenClChoice.All) is { Count: > 0 } devices ? devices : throw None(OpenClDevices.Find().Problems),
        _ => DeviceNumber(name) is { } number ? Open($"{number}") : [NonceScanners.Get(name)],
    };

    private List<OpenClScanner> Open(string text)
    {
        if (!OpenClChoice.TryParse(text, out var choice))
            throw Wrong($"'{text}' is no device; allowed is {OpenClChoice.Form}.");
        var devices = OpenClDevices.Find();
        var chosen = choice.Of(devices, out var missing);
        if (missing is not null && devices.All.IsEmpty)
            throw None(devices.Problems);
        if (missing is { } number)
            throw Wrong($"there is no device {number}; allowed here are {string.Join("; ", devices.All)}.");
        foreach (var device in chosen)
            _devices.Add(new OpenClScanner(device));
        return _devices;
    }

    private static CommandException None(IEnumerable<string> problems) => Wrong(string.Join(' ', problems));

    private static CommandException Wrong(string message) => CommandException.WrongUsage($"--scanner: {message}");
}
