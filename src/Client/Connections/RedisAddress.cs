using System.Globalization;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace MiningGrid.Client.Connections;

/// <summary>A grid whose silos find each other in Redis.</summary>
internal sealed class RedisAddress : GridAddress
{
    private const int DefaultPort = 6379;
    private const int MaxDatabase = 15;
    private const int ConnectTimeoutMilliseconds = 3_000;

    private readonly string _host;
    private readonly int _port;
    private readonly int _database;
    private readonly string _password;
    private readonly bool _isTls;

    private RedisAddress(Uri uri, int database, string password)
    {
        _host = uri.DnsSafeHost;
        _port = uri.Port > 0 ? uri.Port : DefaultPort;
        _database = database;
        _password = password;
        _isTls = uri.Scheme == "rediss";
    }

    /// <summary>Null when it is none.</summary>
    public static RedisAddress? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0
            || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return null;
        // Before the colon stands a user; users of their own came to Redis after the client library that is used here.
        var secret = uri.UserInfo.Split(':', 2) is ["" or "default", var password] ? Uri.UnescapeDataString(password) : null;
        if (uri.UserInfo.Length > 0 && secret is null)
            return null;
        var database = 0;
        if (uri.AbsolutePath is not ("" or "/")
            && (!int.TryParse(uri.AbsolutePath.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out database) || database > MaxDatabase))
            return null;
        return new RedisAddress(uri, database, secret ?? "");
    }

    public override string ToString()
    {
        var host = _host.Contains(':') ? $"[{_host}]" : _host;
        return string.Create(CultureInfo.InvariantCulture, $"{(_isTls ? "rediss" : "redis")}://{host}:{_port}{(_database == 0 ? "" : $"/{_database}")}");
    }

    internal override string Censor(string message) =>
        _password.Length == 0 ? message : message.Replace(_password, "***", StringComparison.Ordinal);

    internal override void Configure(IClientBuilder client) => client.UseRedisClustering(options =>
    {
        var redis = new ConfigurationOptions
        {
            Password = _password.Length == 0 ? null : _password,
            DefaultDatabase = _database,
            Ssl = _isTls,
            ConnectTimeout = ConnectTimeoutMilliseconds,
        };
        redis.EndPoints.Add(_host, _port);
        options.ConfigurationOptions = redis;
    });
}
