using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MiningGrid.OpenCl;

/// <summary>Which devices to use, as people say it.</summary>
public sealed class OpenClChoice
{
    /// <summary>None.</summary>
    public const string Off = "off";

    /// <summary>Graphics cards and other accelerators, but not the CPU.</summary>
    public const string Gpu = "gpu";

    /// <summary>Every device, the CPU too.</summary>
    public const string All = "all";

    /// <summary>What can be said.</summary>
    public const string Form = "off, gpu, all, or devices by number such as 0,2";

    private const int MaxNumber = 999;

    private readonly string _text;
    private readonly ImmutableArray<int> _numbers;

    private OpenClChoice(string text, ImmutableArray<int> numbers)
    {
        _text = text;
        _numbers = numbers;
    }

    /// <summary>Whether none is to be used, so that no driver needs to be loaded.</summary>
    public bool IsOff => _text == Off;

    /// <summary>Reads a choice.</summary>
    /// <param name="text">As <see cref="Form"/> says; case does not matter.</param>
    /// <param name="choice">What was chosen.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpenClChoice? choice)
    {
        var word = text?.Trim().ToLowerInvariant() ?? "";
        if (word is Off or Gpu or All)
        {
            choice = new(word, []);
            return true;
        }
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var part in word.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MaxNumber)
            {
                choice = null;
                return false;
            }
            if (!numbers.Contains(number))
                numbers.Add(number);
        }
        choice = new(word, numbers.ToImmutable());
        return true;
    }

    /// <summary>Those of a machine's devices that are meant.</summary>
    /// <param name="devices">The machine's.</param>
    /// <param name="missing">A number that was chosen and that no device has; null if there is none.</param>
    public IReadOnlyList<OpenClDevice> Of(OpenClDevices devices, out int? missing)
    {
        ArgumentNullException.ThrowIfNull(devices);
        var lacking = _numbers.Where(number => number >= devices.All.Length).ToList();
        missing = lacking.Count > 0 ? lacking[0] : null;
        return _text switch
        {
            Off => [],
            All => devices.All,
            Gpu => [.. devices.All.Where(device => device.Kind != OpenClDeviceKind.Cpu)],
            _ => [.. devices.All.Where(device => _numbers.Contains(device.Number))],
        };
    }
}
