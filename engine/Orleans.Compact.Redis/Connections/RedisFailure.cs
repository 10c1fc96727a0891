namespace Compact.Redis;

/// <summary>A command had no answer, or a bad one; the message says of which Redis and why, without its password.</summary>
internal sealed class RedisFailure(string message, Exception innerException) : Exception(message, innerException);
