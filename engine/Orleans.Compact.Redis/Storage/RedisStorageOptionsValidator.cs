using Orleans.Runtime;

namespace Orleans.Persistence;

internal sealed class RedisStorageOptionsValidator(string name, RedisStorageOptions options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (options.ConfigurationOptions is null && options.CreateMultiplexer == RedisStorageOptions.DefaultCreateMultiplexer)
            throw new OrleansConfigurationException(
                $"{nameof(RedisStorageOptions)}.{nameof(options.ConfigurationOptions)} of grain storage \"{name}\" is not set; it must say how to reach Redis.");
    }
}
