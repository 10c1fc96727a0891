namespace Orleans.Configuration;

/// <summary>How an outside client chooses its gateway.</summary>
public class GatewayOptions
{
    public const int DEFAULT_PREFERED_GATEWAY_INDEX = -1;
    private static readonly TimeSpan DefaultRefreshPeriod = TimeSpan.FromMinutes(1);

    /// <value>How often the list of gateways is read again. Default: 1 minute.</value>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = DefaultRefreshPeriod;

    /// <value>Which gateway of the list is tried first; -1, the default: one by chance.</value>
    public int PreferredGatewayIndex { get; set; } = DEFAULT_PREFERED_GATEWAY_INDEX;
}
