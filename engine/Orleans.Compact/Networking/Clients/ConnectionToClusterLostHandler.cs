namespace Orleans;

/// <summary>Told when the client has lost its last gateway.</summary>
public delegate void ConnectionToClusterLostHandler(object? sender, EventArgs e);
