using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Compact.Networking;

/// <summary>What this process's connections pass through, by who makes them.</summary>
/// <param name="Outgoing">Those that this process makes.</param>
/// <param name="FromSilos">Those to its silo port.</param>
/// <param name="FromClients">Those to its gateway.</param>
internal sealed record ConnectionMiddleware(Middleware Outgoing, Middleware FromSilos, Middleware FromClients)
{
    public static ConnectionMiddleware OfSilo(IServiceProvider services)
    {
        SiloConnectionOptions.ISiloConnectionBuilderOptions options = services.GetRequiredService<IOptions<SiloConnectionOptions>>().Value;
        return new ConnectionMiddleware(
            new Middleware(services, options.ConfigureSiloOutboundBuilder),
            new Middleware(services, options.ConfigureSiloInboundBuilder),
            new Middleware(services, options.ConfigureGatewayInboundBuilder));
    }

    public static ConnectionMiddleware OfClient(IServiceProvider services)
    {
        var nobody = new Middleware(services, static _ => { });
        return new ConnectionMiddleware(
            new Middleware(services, services.GetRequiredService<IOptions<ClientConnectionOptions>>().Value.ConfigureConnectionBuilder), nobody, nobody);
    }
}
