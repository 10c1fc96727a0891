namespace Orleans.Messaging;

/// <summary>Where a client learns which gateways there are.</summary>
public interface IGatewayListProvider
{
    /// <value>How old the list may be.</value>
    TimeSpan MaxStaleness { get; }

    /// <value>Whether the list can change.</value>
    bool IsUpdatable { get; }

    Task InitializeGatewayListProvider();

    /// <returns>Gateways, written <c>gwy.tcp://host:port/generation</c>.</returns>
    Task<IList<Uri>> GetGateways();
}
