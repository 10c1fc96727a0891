using Microsoft.Extensions.Options;

namespace MiningGrid.Grains.Grid;

internal sealed class GridOptionsValidator : IValidateOptions<GridOptions>
{
    public ValidateOptionsResult Validate(string? name, GridOptions options)
    {
        var errors = new OptionErrors(GridOptions.Section);
        var longest = TimeSpan.FromHours(1);
        errors.Range(nameof(options.HeartbeatEvery), options.HeartbeatEvery, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        errors.Range(nameof(options.SuspectAfter), options.SuspectAfter, 2 * options.HeartbeatEvery, longest);
        errors.Range(nameof(options.GoneAfter), options.GoneAfter, options.SuspectAfter, longest);
        errors.Range(nameof(options.ForgetAfter), options.ForgetAfter, TimeSpan.Zero, TimeSpan.FromDays(1));
        errors.Range(nameof(options.FalseSolutions), options.FalseSolutions, 1, 1_000);
        return errors.Result;
    }
}
