namespace Orleans.Configuration;

/// <summary>The gateways of a client that is told them all.</summary>
public class StaticGatewayListProviderOptions
{
    /// <value>Written <c>gwy.tcp://host:port/0</c>.</value>
    public List<Uri> Gateways { get; set; } = [];
}
