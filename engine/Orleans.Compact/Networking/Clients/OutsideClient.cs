using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The client as a service of its host: connects when the host starts.</summary>
internal sealed class OutsideClient(IServiceProvider services) : IHostedService
{
    private ClientLinks? _links;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<IGatewayListProvider>() is null)
            throw new OrleansConfigurationException($"The client does not know where the cluster is; call {nameof(ClientBuilderExtensions.UseLocalhostClustering)}, or another clustering, in UseOrleansClient.");
        foreach (var validator in services.GetServices<IConfigurationValidator>())
            validator.ValidateConfiguration();
        _ = services.GetRequiredService<GrainFactory>();
        _links = services.GetRequiredService<ClientLinks>();
        await _links.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _links?.StopAsync() ?? Task.CompletedTask;
}
