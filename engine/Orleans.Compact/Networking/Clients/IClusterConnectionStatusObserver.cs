namespace Orleans;

/// <summary>Told how the client is connected to the cluster.</summary>
public interface IClusterConnectionStatusObserver
{
    void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered);

    void NotifyClusterConnectionLost();
}
