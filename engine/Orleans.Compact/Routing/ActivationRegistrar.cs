using Microsoft.Extensions.Logging;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>Enters this silo's activations in the grain directory, so that each grain has one in the cluster.</summary>
internal sealed partial class ActivationRegistrar(
    IGrainDirectory directory,
    IClusterView cluster,
    GrainLocator locator,
    ILocalSiloDetails local,
    ILogger<ActivationRegistrar> logger)
{
    // Each attempt after the first replaces an entry that another silo has just replaced as well.
    private const int AttemptsMax = 5;

    /// <summary>The address with the version of the membership that this silo is known at.</summary>
    public GrainAddress Stamp(GrainAddress address) => new()
    {
        GrainId = address.GrainId,
        ActivationId = address.ActivationId,
        SiloAddress = address.SiloAddress,
        MembershipVersion = cluster.Version,
    };

    /// <summary>Registers an activation, in the place of one that can't be there any more if need be.</summary>
    /// <returns>Where the grain is: the given address, unless another activation was first.</returns>
    /// <exception cref="OrleansException">The directory could not be reached.</exception>
    public async Task<GrainAddress> Register(GrainAddress address)
    {
        try
        {
            GrainAddress? previous = null;
            for (var attempt = 1; ; attempt++)
            {
                var registered = previous is null ? await directory.Register(address) : await directory.Register(address, previous);
                if (registered is null || registered.Matches(address))
                    return address;
                if (!IsLeftOver(registered) || attempt == AttemptsMax)
                    return Lost(registered);
                previous = registered;
            }
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansMessageRejectionException($"The grain directory could not be told of {address}: {exception.Message}", exception);
        }
    }

    public async Task Unregister(GrainAddress address, CancellationToken token)
    {
        try
        {
            await directory.Unregister(address).WaitAsync(token);
        }
        catch (Exception exception)
        {
            // Whoever follows it there is sent here, where the next activation takes its place.
            LogStays(logger, exception, address);
        }
    }

    // This silo has one activation of a grain at most, and that is the one that registers.
    private bool IsLeftOver(GrainAddress registered) =>
        registered.SiloAddress is not { } silo || silo.Equals(local.SiloAddress) || cluster.IsDead(silo, registered.MembershipVersion);

    private GrainAddress Lost(GrainAddress winner)
    {
        locator.Remember(winner.GrainId, winner.SiloAddress!);
        return winner;
    }

    [LoggerMessage(EngineEvents.UnregisterFailed, LogLevel.Warning, "{Address} could not be removed from the grain directory; the grain's next activation will replace it.")]
    private static partial void LogStays(ILogger logger, Exception exception, GrainAddress address);
}
