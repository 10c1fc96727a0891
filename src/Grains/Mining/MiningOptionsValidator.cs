using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Grains.Mining;

internal sealed class MiningOptionsValidator : IValidateOptions<MiningOptions>
{
    public ValidateOptionsResult Validate(string? name, MiningOptions options)
    {
        var errors = new OptionErrors(MiningOptions.Section);
        errors.Range(nameof(options.Workers), options.Workers, 0, 1_024);
        errors.Range(nameof(options.Nice), options.Nice, 0, 19);
        errors.Range(nameof(options.QueueLimit), options.QueueLimit, 1, 65_536);
        errors.Range(nameof(options.SliceTime), options.SliceTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        errors.Range(nameof(options.DrainTime), options.DrainTime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        string[] scanners = [MiningOptions.AutoScanner, .. NonceScanners.Supported.Select(scanner => scanner.Name)];
        if (!scanners.Contains(options.Scanner, StringComparer.OrdinalIgnoreCase))
            errors.Add(nameof(options.Scanner), options.Scanner, string.Join(", ", scanners));
        return errors.Result;
    }
}
