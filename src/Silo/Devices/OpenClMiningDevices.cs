using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Mining;
using MiningGrid.OpenCl;

namespace MiningGrid.Silo.Devices;

/// <summary>The OpenCL devices that <c>Mining:OpenCl</c> asks for. Says once which they are, or why there are none.</summary>
internal sealed partial class OpenClMiningDevices(IOptions<OpenClOptions> options, ILogger<OpenClMiningDevices> logger) : IMiningDevices, IDisposable
{
    private readonly List<OpenClScanner> _opened = [];

    /// <exception cref="OptionsValidationException">A device was asked for by a number that none has.</exception>
    public IReadOnlyList<NonceScanner> Open()
    {
        if (!OpenClChoice.TryParse(options.Value.OpenCl, out var choice) || choice.IsOff)
            return [];
        var devices = OpenClDevices.Find();
        var chosen = choice.Of(devices, out var missing);
        if (missing is { } number)
            throw Missing(number, devices);
        foreach (var problem in devices.Problems)
            Problem(logger, options.Value.OpenCl, problem);
        if (chosen.Count == 0 && devices.All.Length > 0)
            Problem(logger, options.Value.OpenCl, $"Of the devices here none is meant: {Describe(devices)}.");
        foreach (var device in chosen)
            Open(device);
        return _opened;
    }

    public void Dispose()
    {
        foreach (var scanner in _opened)
            scanner.Dispose();
    }

    private void Open(OpenClDevice device)
    {
        try
        {
            _opened.Add(new OpenClScanner(device));
            Opened(logger, device);
        }
        catch (OpenClException exception)
        {
            NotOpened(logger, device, exception.Message);
        }
    }

    private OptionsValidationException Missing(int number, OpenClDevices devices) => new(OpenClOptions.Section, typeof(OpenClOptions),
    [
        $"Mining:OpenCl is '{options.Value.OpenCl}', and there is no device {number}: "
            + (devices.All.IsEmpty ? string.Join(' ', devices.Problems) : $"allowed here are {Describe(devices)}."),
    ]);

    private static string Describe(OpenClDevices devices) => string.Join("; ", devices.All.Select(device => $"{device.Number} ({device.Name})"));

    [LoggerMessage(1021, LogLevel.Information, "Opened {Device}; it is tested before it hashes.")]
    private static partial void Opened(ILogger logger, OpenClDevice device);

    [LoggerMessage(1022, LogLevel.Warning, "Mining:OpenCl is {Choice}: {Problem}")]
    private static partial void Problem(ILogger logger, string choice, string problem);

    [LoggerMessage(1023, LogLevel.Error, "Not hashing with {Device}: {Cause}")]
    private static partial void NotOpened(ILogger logger, OpenClDevice device, string cause);
}
