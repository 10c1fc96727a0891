using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Grains.Mining;

internal sealed class MiningOptionsValidator : IValidateOptions<MiningOptions>
{
    public ValidateOptionsResult Validate(string? name, MiningOptions options)
    {
        var errors = new OptionErrors(MiningOptions.Section);
        errors.Range(nameof(options.Workers), options.Workers ?? 0, 0, 1_024);
        errors.Range(nameof(options.Nice), options.Nice, 0, 19);
        errors.Range(nameof(options.QueueLimit), options.QueueLimit, 1, 65_536);
        errors.Range(nameof(options.SliceTime), options.SliceTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        errors.Range(nameof(options.DrainTime), options.DrainTime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        string[] scanners = [MiningOptions.AutoScanner, .. NonceScanners.Supported.Select(scanner => scanner.Name)];
        if (!scanners.Contains(options.Scanner, StringComparer.OrdinalIgnoreCase))
            errors.Add(nameof(options.Scanner), options.Scanner, string.Join(", ", scanners));
        CheckAffinity(errors, options.Affinity);
        CheckMaxLoad(errors, options.MaxLoad);
        return errors.Result;
    }

    private static void CheckAffinity(OptionErrors errors, string? affinity)
    {
        const string Name = nameof(MiningOptions.Affinity);
        if (affinity is null)
            return;
        if (!ThreadAffinity.IsSupported)
            errors.Add(Name, affinity, "none: this system has no way to keep a thread on a core");
        else if (!CpuList.TryParse(affinity, out var cores))
            errors.Add(Name, affinity, CpuList.Form);
        else if (ThreadAffinity.Allowed is var there && !cores.All(there.Contains))
            errors.Add(Name, affinity, $"the cores that this process may use, {CpuList.Format(there)}");
    }

    private static void CheckMaxLoad(OptionErrors errors, double? load)
    {
        const string Name = nameof(MiningOptions.MaxLoad);
        if (load is null)
            return;
        if (!LinuxOtherWork.IsSupported)
            errors.Add(Name, load, "none: this system does not tell what other programs use");
        else if (load is not (>= 0.01 and <= 1))
            errors.Add(Name, load, "0.01 to 1");
    }
}
