using Compact.Calls;
using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The way of a client's calls: to its own observers, or to a gateway.</summary>
internal sealed class ClientRouter(ITargetTable targets, ClientIdentity client, IServiceProvider services) : ICallRouter
{
    private readonly Lazy<ClientLinks> _links = new(services.GetRequiredService<ClientLinks>);

    public void Dispatch(Call call)
    {
        if (call.TargetId.Type.Equals(ClientIds.Type) && targets.Find(call.TargetId) is { } observer)
            observer.TryReceive(call);
        else if (call.Origin is not null || ClientIds.ClientOf(call.TargetId) == client.Id)
            throw new ClientNotAvailableException($"The observer {call.TargetId} is not there any more.");
        else
            _links.Value.Send(call);
    }
}
