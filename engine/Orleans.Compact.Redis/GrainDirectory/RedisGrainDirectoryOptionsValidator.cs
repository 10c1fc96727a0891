using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.GrainDirectory.Redis;

internal sealed class RedisGrainDirectoryOptionsValidator(string name, RedisGrainDirectoryOptions options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (options.ConfigurationOptions is null && options.CreateMultiplexer == RedisGrainDirectoryOptions.DefaultCreateMultiplexer)
            throw new OrleansConfigurationException(
                $"{nameof(RedisGrainDirectoryOptions)}.{nameof(options.ConfigurationOptions)} of grain directory \"{name}\" is not set; it must say how to reach Redis.");
    }
}
