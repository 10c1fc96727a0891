namespace MiningGrid.Silo.Redis;

/// <summary>The Redis of a grid: the section <c>Redis</c>.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";
    public const string DefaultConnectionString = "127.0.0.1:6379";
    public static readonly TimeSpan DefaultStartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where it is, and how to log in: <c>host:port,password=…,ssl=true</c>, or <c>redis://:password@host:port</c>
    /// (<c>rediss://</c> for TLS).
    /// </summary>
    public string ConnectionString { get; set; } = DefaultConnectionString;

    /// <summary>How long a starting silo waits for it. 0 to 1 h.</summary>
    public TimeSpan StartTimeout { get; set; } = DefaultStartTimeout;
}
