using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>
/// The sockets of the silo's two ports. A port that the system is to choose (a silo port of 0, or a listening endpoint with port 0) is
/// bound when it is first asked for, so that the silo's address can name it; any other when the silo begins to listen.
/// </summary>
internal sealed class LocalPorts : IDisposable
{
    private readonly Port _silo;
    private readonly Port? _gateway;

    public LocalPorts(IOptions<EndpointOptions> options)
    {
        var value = options.Value;
        Address = value.AdvertisedIPAddress ?? IPAddress.Loopback;
        _silo = new Port(nameof(EndpointOptions.SiloPort), value.SiloPort, value.SiloListeningEndpoint ?? new IPEndPoint(Address, value.SiloPort));
        if (value.GatewayPort != 0)
            _gateway = new Port(nameof(EndpointOptions.GatewayPort), value.GatewayPort, value.GatewayListeningEndpoint ?? new IPEndPoint(Address, value.GatewayPort));
    }

    /// <value>Where others find the silo.</value>
    public IPAddress Address { get; }

    public int SiloPort => _silo.Number;

    /// <value>0 when the silo has no gateway.</value>
    public int GatewayPort => _gateway?.Number ?? 0;

    /// <exception cref="OrleansConfigurationException">The port can't be had.</exception>
    public Socket OpenSilo() => _silo.Open();

    /// <inheritdoc cref="OpenSilo"/>
    public Socket? OpenGateway() => _gateway?.Open();

    public void Dispose()
    {
        _silo.Dispose();
        _gateway?.Dispose();
    }

    private sealed class Port(string setting, int advertised, IPEndPoint listening) : IDisposable
    {
        private Socket? _socket;

        public int Number => listening.Port != 0 ? advertised : ((IPEndPoint)Open().LocalEndPoint!).Port;

        public Socket Open()
        {
            if (_socket is not null)
                return _socket;
            var socket = Sockets.Create(listening);
            try
            {
                socket.Bind(listening);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                throw new OrleansConfigurationException(
                    $"{nameof(EndpointOptions)}.{setting}: the silo can't listen on {listening} ({exception.SocketErrorCode}); allowed is a free port of an address of this machine.", exception);
            }

            return _socket = socket;
        }

        public void Dispose() => _socket?.Dispose();
    }
}
