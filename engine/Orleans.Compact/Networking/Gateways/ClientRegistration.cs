using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Tells the grain directory, if there is one, which clients are connected here, so that other silos reach their observers.</summary>
internal sealed partial class ClientRegistration(IServiceProvider services, IOptions<SiloMessagingOptions> options, TimeProvider time, ILogger<ClientRegistration> logger)
{
    private const int AttemptsMax = 5;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IGrainDirectory? _directory = services.GetService<IGrainDirectory>();

    /// <summary>Registers a client in the place of any other silo that had it before. A failure is logged, and made good later.</summary>
    public async Task RegisterAsync(ConnectedClient client)
    {
        try
        {
            await RegisterInPlaceOfOthersAsync(client.Address).WaitAsync(Patience, time);
            client.RegisteredAt = time.GetTimestamp();
        }
        catch (Exception exception)
        {
            LogNotRegistered(logger, exception, client.Id);
        }
    }

    public async Task UnregisterAsync(ConnectedClient client)
    {
        try
        {
            if (_directory is not null)
                await _directory.Unregister(client.Address).WaitAsync(Patience, time);
        }
        catch (Exception exception)
        {
            LogNotRegistered(logger, exception, client.Id);
        }
    }

    /// <summary>Registers again, for as long as the token is not cancelled, those whose registration failed or is old.</summary>
    public async Task RefreshAsync(Func<IEnumerable<ConnectedClient>> clients, CancellationToken token)
    {
        if (_directory is null)
            return;
        using var timer = new PeriodicTimer(RetryAfter, time);
        try
        {
            while (await timer.WaitForNextTickAsync(token))
            {
                foreach (var client in clients())
                {
                    if (client.RegisteredAt is not { } at || time.GetElapsedTime(at) >= options.Value.ClientRegistrationRefresh)
                        await RegisterAsync(client);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private async Task RegisterInPlaceOfOthersAsync(GrainAddress address)
    {
        if (_directory is null)
            return;
        var registered = await _directory.Register(address);
        for (var attempt = 1; registered is not null && !registered.Matches(address); attempt++)
        {
            if (attempt == AttemptsMax)
                throw new OrleansException($"Other silos keep registering the client {address.GrainId}; is its id used twice?");
            registered = await _directory.Register(address, registered);
        }
    }

    [LoggerMessage(EngineEvents.ClientNotRegistered, LogLevel.Warning, "The grain directory could not be told of client {Client}: calls to its observers may not find it.")]
    private static partial void LogNotRegistered(ILogger logger, Exception exception, GrainId client);
}
