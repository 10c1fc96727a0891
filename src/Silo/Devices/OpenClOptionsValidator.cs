using Microsoft.Extensions.Options;
using MiningGrid.OpenCl;

namespace MiningGrid.Silo.Devices;

internal sealed class OpenClOptionsValidator : IValidateOptions<OpenClOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenClOptions options) =>
        OpenClChoice.TryParse(options.OpenCl, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Mining:OpenCl is '{options.OpenCl}'; allowed is {OpenClChoice.Form}.");
}
