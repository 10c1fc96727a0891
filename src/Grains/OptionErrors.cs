using Microsoft.Extensions.Options;

namespace MiningGrid.Grains;

/// <summary>What is wrong with a section of the configuration, one line a setting: its name, its value, what is allowed.</summary>
internal sealed class OptionErrors(string section)
{
    private readonly List<string> _errors = [];

    public ValidateOptionsResult Result =>
        _errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_errors);

    public void Add(string setting, object? value, string allowed) =>
        _errors.Add($"{section}:{setting} is '{value}'; allowed are {allowed}.");

    public void Range<T>(string setting, T value, T min, T max)
        where T : IComparable<T>
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            Add(setting, value, $"{min} to {max}");
    }
}
