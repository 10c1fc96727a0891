using Compact.Networking;
using Microsoft.AspNetCore.Connections;

namespace Orleans.Configuration;

/// <summary>What a silo's connections pass through, such as TLS.</summary>
public class SiloConnectionOptions : SiloConnectionOptions.ISiloConnectionBuilderOptions
{
    private readonly MiddlewareList _siloOutbound = new();
    private readonly MiddlewareList _siloInbound = new();
    private readonly MiddlewareList _gatewayInbound = new();

    /// <summary>Adds to what a connection made to another silo passes through.</summary>
    public void ConfigureSiloOutboundConnection(Action<IConnectionBuilder> configure) => _siloOutbound.Add(configure);

    /// <summary>Adds to what a connection made by another silo passes through.</summary>
    public void ConfigureSiloInboundConnection(Action<IConnectionBuilder> configure) => _siloInbound.Add(configure);

    /// <summary>Adds to what a client's connection passes through.</summary>
    public void ConfigureGatewayInboundConnection(Action<IConnectionBuilder> configure) => _gatewayInbound.Add(configure);

    void ISiloConnectionBuilderOptions.ConfigureSiloOutboundBuilder(IConnectionBuilder builder) => _siloOutbound.AddTo(builder);

    void ISiloConnectionBuilderOptions.ConfigureSiloInboundBuilder(IConnectionBuilder builder) => _siloInbound.AddTo(builder);

    void ISiloConnectionBuilderOptions.ConfigureGatewayInboundBuilder(IConnectionBuilder builder) => _gatewayInbound.AddTo(builder);

    /// <summary>What was added for each kind of connection.</summary>
    public interface ISiloConnectionBuilderOptions
    {
        /// <summary>For connections made to other silos.</summary>
        void ConfigureSiloOutboundBuilder(IConnectionBuilder builder);

        /// <summary>For connections made by other silos.</summary>
        void ConfigureSiloInboundBuilder(IConnectionBuilder builder);

        /// <summary>For connections of clients.</summary>
        void ConfigureGatewayInboundBuilder(IConnectionBuilder builder);
    }
}
