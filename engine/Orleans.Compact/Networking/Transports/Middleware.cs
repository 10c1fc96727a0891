using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Compact.Networking;

/// <summary>What the connections of one kind pass through between the socket and the protocol. With nothing in it, it costs nothing.</summary>
internal sealed class Middleware : IConnectionBuilder
{
    private readonly List<Func<ConnectionDelegate, ConnectionDelegate>> _parts = [];
    private readonly ConnectionDelegate _first;

    public Middleware(IServiceProvider services, Action<IConnectionBuilder> configure)
    {
        ApplicationServices = services;
        configure(this);
        _first = Build();
    }

    public IServiceProvider ApplicationServices { get; }

    public IConnectionBuilder Use(Func<ConnectionDelegate, ConnectionDelegate> middleware)
    {
        _parts.Add(middleware);
        return this;
    }

    public ConnectionDelegate Build() => Enumerable.Reverse(_parts).Aggregate((ConnectionDelegate)HandOverAsync, (next, part) => part(next));

    /// <summary>Leads a connected socket, which is the transport's from now on, through all of it.</summary>
    /// <exception cref="OperationCanceledException">That took too long.</exception>
    public async ValueTask<Transport> OpenAsync(Socket socket, CancellationToken token)
    {
        if (_parts.Count == 0)
            return new SocketTransport(socket);
        var context = new SocketContext(socket);
        var opening = new Opening(context);
        context.Features.Set(opening);
        _ = RunAsync(context, opening);
        await using var late = token.UnsafeRegister(static state => ((Opening)state!).Fail(new OperationCanceledException()), opening);
        return await opening.Opened;
    }

    private static async Task HandOverAsync(ConnectionContext context)
    {
        if (context.Features.Get<Opening>()!.TryComplete(context.Transport) is { } transport)
            await transport.Ended;
    }

    private async Task RunAsync(SocketContext context, Opening opening)
    {
        try
        {
            await _first(context);
            opening.Fail(new ConnectionAbortedException());
        }
        catch (Exception exception)
        {
            opening.Fail(exception);
        }
        finally
        {
            await context.DisposeAsync();
        }
    }
}
