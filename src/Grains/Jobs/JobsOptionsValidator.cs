using Microsoft.Extensions.Options;

namespace MiningGrid.Grains.Jobs;

internal sealed class JobsOptionsValidator : IValidateOptions<JobsOptions>
{
    private const long LongestLease = 1L << 60;

    // A report may be late, and one may be lost.
    private const int ReportsPerLife = 3;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    public ValidateOptionsResult Validate(string? name, JobsOptions options)
    {
        var errors = new OptionErrors(JobsOptions.Section);
        errors.Range(nameof(options.LeaseTime), options.LeaseTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        errors.Range(nameof(options.ReportEvery), options.ReportEvery, Often, TimeSpan.FromMinutes(1));
        errors.Range(nameof(options.TimeToLive), options.TimeToLive, ReportsPerLife * options.ReportEvery, TimeSpan.FromHours(1));
        errors.Range(nameof(options.SaveEvery), options.SaveEvery, Often, TimeSpan.FromMinutes(10));
        errors.Range(nameof(options.ProgressEvery), options.ProgressEvery, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        errors.Range(nameof(options.RetryAfter), options.RetryAfter, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        errors.Range(nameof(options.MaxLease), options.MaxLease, 1, LongestLease);
        errors.Range(nameof(options.MinLease), options.MinLease, 1, options.MaxLease);
        errors.Range(nameof(options.FirstLease), options.FirstLease, 1, options.MaxLease);
        errors.Range(nameof(options.LeasesPerNode), options.LeasesPerNode, 2, 1_000);
        errors.Range(nameof(options.MaxObservers), options.MaxObservers, 1, 100_000);
        errors.Range(nameof(options.CallsPerSecond), options.CallsPerSecond, 1, 1_000_000);
        return errors.Result;
    }
}
