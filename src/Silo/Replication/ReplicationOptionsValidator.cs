using Microsoft.Extensions.Options;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Silo.Replication;

internal sealed class ReplicationOptionsValidator(string storageProvider) : IValidateOptions<ReplicationOptions>
{
    private const int ReplicasLimit = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public ValidateOptionsResult Validate(string? name, ReplicationOptions options)
    {
        if (options.Replicas is < 0 or > ReplicasLimit)
            return ValidateOptionsResult.Fail($"Replication:Replicas is {options.Replicas}; allowed is 0 to {ReplicasLimit}.");
        if (options.Replicas > 0 && storageProvider != StorageProvider.Redis)
            return ValidateOptionsResult.Fail(
                $"Replication:Replicas is {options.Replicas} and {StorageProvider.Setting} is {storageProvider}; allowed is 0, or {StorageProvider.Setting} {StorageProvider.Redis}.");
        return options.Timeout < Shortest || options.Timeout > Longest
            ? ValidateOptionsResult.Fail($"Replication:Timeout is {options.Timeout}; allowed is {Shortest} to {Longest}.")
            : ValidateOptionsResult.Success;
    }
}
