using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Storage;

internal sealed class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>
{
    private const int MaxQueuedWritesLimit = 1_000_000;

    public ValidateOptionsResult Validate(string? name, SqliteStorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
            return ValidateOptionsResult.Fail("Storage:Path is empty; allowed is the path of a folder.");
        if (!Enum.IsDefined(options.Synchronous))
            return ValidateOptionsResult.Fail($"Storage:Synchronous is {options.Synchronous}; allowed are Full and Normal.");
        if (options.MaxQueuedWrites is < 1 or > MaxQueuedWritesLimit)
            return ValidateOptionsResult.Fail($"Storage:MaxQueuedWrites is {options.MaxQueuedWrites}; allowed is 1 to {MaxQueuedWritesLimit}.");
        return ValidateOptionsResult.Success;
    }
}
