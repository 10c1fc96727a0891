namespace Orleans.Persistence.Redis;

/// <summary>A state could not be read or written. Whether a write that failed so was done is not known; its ETag tells the next one.</summary>
[GenerateSerializer]
public class RedisStorageException : Exception
{
    public RedisStorageException()
    {
    }

    public RedisStorageException(string message)
        : base(message)
    {
    }

    public RedisStorageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
