namespace Orleans;

/// <summary>Told when the client is connected to more or fewer gateways than before.</summary>
public delegate void GatewayCountChangedHandler(object? sender, GatewayCountChangedEventArgs e);
