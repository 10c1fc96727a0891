using MiningGrid.Security.Connections;
using MiningGrid.Security.Keys;
using Orleans.Configuration;

namespace MiningGrid.Silo.Security;

/// <summary>Lets in only those who have the grid's key.</summary>
internal static class KeyedSilo
{
    public static void AddGridKey(this ISiloBuilder silo, SecurityOptions options)
    {
        if (options.KeyFile is not { } file)
            return;
        var key = GridKeyFile.Open(file, options.PassphraseFile, TimeProvider.System);
        silo.Services.AddSingleton(_ => key); // made by the container, so that it is disposed of with it
        silo.Services.AddHostedService<KeyExpiry>();
        var connections = new KeyedConnections(key, TimeProvider.System);
        silo.Configure<SiloConnectionOptions>(connection =>
        {
            connection.ConfigureSiloOutboundConnection(connections.Outgoing);
            connection.ConfigureSiloInboundConnection(connections.Incoming);
            connection.ConfigureGatewayInboundConnection(connections.Incoming);
        });
    }
}
