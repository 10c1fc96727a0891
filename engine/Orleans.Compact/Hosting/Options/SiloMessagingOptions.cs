namespace Orleans.Configuration;

/// <inheritdoc/>
public class SiloMessagingOptions : MessagingOptions
{
    public static readonly TimeSpan DEFAULT_CLIENT_REGISTRATION_REFRESH = TimeSpan.FromMinutes(5);
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT = 0;
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_SOFT_LIMIT = 0;
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT = 0;

    /// <value>Calls waiting at one activation from which on the silo warns. 0, the default: never.</value>
    public int MaxEnqueuedRequestsSoftLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT;

    /// <value>Calls waiting at one activation from which on it refuses more. 0, the default: no limit.</value>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;

    /// <value>As <see cref="MaxEnqueuedRequestsSoftLimit"/>, for stateless workers. Default: 0.</value>
    public int MaxEnqueuedRequestsSoftLimit_StatelessWorker { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_SOFT_LIMIT;

    /// <value>As <see cref="MaxEnqueuedRequestsHardLimit"/>, for stateless workers. Default: 0.</value>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT;

    /// <value>How often the gateway registers its clients again, so that grains find their observers. Default: 5 minutes.</value>
    public TimeSpan ClientRegistrationRefresh { get; set; } = DEFAULT_CLIENT_REGISTRATION_REFRESH;
}
