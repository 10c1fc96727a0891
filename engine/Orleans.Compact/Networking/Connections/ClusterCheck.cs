using Orleans.Configuration;

namespace Compact.Networking;

/// <summary>Only those of the same cluster and service may connect.</summary>
internal static class ClusterCheck
{
    public static string? Refuse(Hello hello, ClusterOptions cluster)
    {
        if (hello.ClusterId != cluster.ClusterId)
            return $"the cluster here is \"{cluster.ClusterId}\", not \"{hello.ClusterId}\" ({nameof(ClusterOptions)}.{nameof(cluster.ClusterId)})";
        return hello.ServiceId == cluster.ServiceId
            ? null
            : $"the service here is \"{cluster.ServiceId}\", not \"{hello.ServiceId}\" ({nameof(ClusterOptions)}.{nameof(cluster.ServiceId)})";
    }
}
