namespace Orleans;

/// <summary>How many gateways the client is connected to.</summary>
public class GatewayCountChangedEventArgs(int currentNumberOfConnectedGateways, int previousNumberOfConnectedGateways) : EventArgs
{
    public int NumberOfConnectedGateways { get; } = currentNumberOfConnectedGateways;

    public int PreviousNumberOfConnectedGateways { get; } = previousNumberOfConnectedGateways;

    public bool ConnectionRecovered => NumberOfConnectedGateways > 0 && PreviousNumberOfConnectedGateways <= 0;
}
