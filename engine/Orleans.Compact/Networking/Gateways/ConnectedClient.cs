using Compact.Calls;
using Compact.Routing;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>An outside client that is connected to this silo's gateway.</summary>
internal sealed class ConnectedClient(Gateway gateway, GrainId id, SiloAddress silo) : IConnectionOwner
{
    public GrainId Id { get; } = id;

    public Connection? Connection { get; set; }

    /// <value>What the grain directory is told; another one for each time the client connects.</value>
    public GrainAddress Address { get; } = new() { GrainId = id, ActivationId = ActivationId.NewId(), SiloAddress = silo };

    /// <value>When the grain directory was told last; null if it could not be told.</value>
    public long? RegisteredAt { get; set; }

    void IConnectionOwner.NotBegun(Call call) => call.FailUndelivered(Gone(call, "it has disconnected"));

    Exception IConnectionOwner.Lost(Call call, string reason) => Gone(call, reason);

    void IConnectionOwner.GoesAway(Connection connection)
    {
        // It still calls grains, until it closes the connection.
    }

    void IConnectionOwner.Closed(Connection connection, string reason) => gateway.Leave(this, connection, reason);

    private static ClientNotAvailableException Gone(Call call, string reason) =>
        new($"The client {ClientIds.ClientOf(call.TargetId)} is not there any more ({reason}): {call}");
}
