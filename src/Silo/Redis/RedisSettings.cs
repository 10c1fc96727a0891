using System.Net;
using StackExchange.Redis;

namespace MiningGrid.Silo.Redis;

/// <summary>Reads a connection string.</summary>
internal static class RedisSettings
{
    private const int DefaultPort = 6379;
    private const int TimeoutMilliseconds = 5000;
    private const int ReconnectMilliseconds = 500;

    /// <summary>What it says, and beyond that: a Redis that is away is waited for, and connected to again within a second or two.</summary>
    /// <exception cref="FormatException">It can't be read; the message holds nothing of a password.</exception>
    public static ConfigurationOptions Parse(string connectionString)
    {
        var options = connectionString.Contains("://", StringComparison.Ordinal) ? ParseUri(connectionString) : ParseList(connectionString);
        if (options.EndPoints.Count == 0)
            throw new FormatException("it names no host");
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
        options.ClientName ??= "minegrid";
        if (!connectionString.Contains("syncTimeout", StringComparison.OrdinalIgnoreCase))
            options.SyncTimeout = TimeoutMilliseconds;
        return options;
    }

    /// <summary>Where it is; without its password.</summary>
    public static string Describe(ConfigurationOptions options) =>
        string.Join(", ", options.EndPoints.Select(endpoint => endpoint is DnsEndPoint name ? $"{name.Host}:{name.Port}" : $"{endpoint}"));

    private static ConfigurationOptions ParseList(string text)
    {
        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.SetDefaultPorts();
            return options;
        }
        catch (ArgumentException e)
        {
            throw new FormatException(WithoutValues(e.Message.TrimEnd('.'), text), e);
        }
    }

    // Some versions of the library say which value they can't read, and that may be a part of a password.
    private static string WithoutValues(string message, string text) => text.Split(',').Select(option => option.Split('=', 2))
        .Where(option => option is [_, { Length: > 0 }])
        .Aggregate(message, (words, option) => words.Replace(option[1], "…", StringComparison.Ordinal));

    private static ConfigurationOptions ParseUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
            throw new FormatException("it is no redis:// or rediss:// address");
        var options = new ConfigurationOptions { Ssl = uri.Scheme == "rediss" };
        options.EndPoints.Add(uri.Host, uri.Port > 0 ? uri.Port : DefaultPort);
        if (uri.UserInfo is { Length: > 0 } user)
        {
            if (user[0] != ':')
                throw new FormatException("it names a user; a password alone stands behind a colon, as in redis://:password@host");
            options.Password = Uri.UnescapeDataString(user[1..]);
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
            options.DefaultDatabase = int.TryParse(database, out var number) && number >= 0 ? number : throw new FormatException("its path is no number of a database");
        return options;
    }
}
