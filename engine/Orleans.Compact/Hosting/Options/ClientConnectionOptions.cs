using Compact.Networking;
using Microsoft.AspNetCore.Connections;

namespace Orleans.Configuration;

/// <summary>What a client's connections pass through, such as TLS.</summary>
public class ClientConnectionOptions
{
    private readonly MiddlewareList _connection = new();

    /// <summary>Adds to what a connection to a gateway passes through.</summary>
    public void ConfigureConnection(Action<IConnectionBuilder> configure) => _connection.Add(configure);

    internal void ConfigureConnectionBuilder(IConnectionBuilder builder) => _connection.AddTo(builder);
}
