using Compact.Calls.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>What every connection of the process needs. The runtime needs the connections too, so it is looked up when first used.</summary>
internal sealed class ConnectionServices : IDisposable
{
    private readonly Lazy<CallSerializer> _serializer;
    private readonly Lazy<ReferenceRuntime> _runtime;

    public ConnectionServices(IServiceProvider services, MessagingOptions options, ConnectionMiddleware middleware, TimeProvider time, ILoggerFactory loggers)
    {
        _serializer = new Lazy<CallSerializer>(services.GetRequiredService<CallSerializer>);
        _runtime = new Lazy<ReferenceRuntime>(services.GetRequiredService<ReferenceRuntime>);
        Time = time;
        Middleware = middleware;
        Logger = loggers.CreateLogger("Orleans.Networking");
        PayloadBytesMax = options.MaxMessageBodySize;
        HandshakeBytesMax = options.MaxMessageHeaderSize;
        Pulse = new Pulse(time);
        Dialer = new Dialer(this);
    }

    public CallSerializer Serializer => _serializer.Value;

    public ReferenceRuntime Runtime => _runtime.Value;

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public ConnectionMiddleware Middleware { get; }

    public Pulse Pulse { get; }

    public Dialer Dialer { get; }

    /// <value>Of a call or answer.</value>
    public int PayloadBytesMax { get; }

    /// <value>Of what is said when connecting.</value>
    public int HandshakeBytesMax { get; }

    public void Dispose() => Pulse.Dispose();
}
