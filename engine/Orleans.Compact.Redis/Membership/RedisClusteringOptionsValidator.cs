using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Clustering.Redis;

internal sealed class RedisClusteringOptionsValidator(IOptions<RedisClusteringOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (options.Value.ConfigurationOptions is null && options.Value.CreateMultiplexer == RedisClusteringOptions.DefaultCreateMultiplexer)
            throw new OrleansConfigurationException(
                $"{nameof(RedisClusteringOptions)}.{nameof(RedisClusteringOptions.ConfigurationOptions)} is not set; it must say how to reach Redis.");
    }
}
