using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using MiningGrid.Silo.Health;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Silo.Web;

/// <summary>Gives the silo's own program its web endpoints.</summary>
internal static class WebServices
{
    private const int MaxConnections = 128;
    private const int MaxBodyBytes = 64 << 10;
    private const int MaxHeaderBytes = 16 << 10;
    private const int MaxHeaders = 64;
    private const int MaxRequestLineBytes = 4 << 10;
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleConnections = TimeSpan.FromMinutes(1);

    /// <summary>Before the silo: its port is looked at before the silo joins.</summary>
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        var options = SiloServices.Read(builder.Configuration, HttpOptions.Section, new HttpOptionsValidator());
        var endpoint = new IPEndPoint(IPAddress.Parse(options.Address), options.Port);
        builder.Services.AddSingleton(endpoint);
        builder.Services.AddHostedService<HttpPortCheck>();
        if (ApiKey.Of(options) is { } key)
            builder.Services.AddSingleton(key);
        else
            builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", new HostString($"{endpoint}").Host]);

        var certificate = HttpCertificate.Of(options);
        if (certificate is not null)
        {
            builder.Services.AddSingleton(_ => certificate); // made by the container, so that it is disposed of with it
            builder.Services.AddHostedService<CertificateExpiry>();
        }

        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                    listen.UseHttps(HttpsWith(certificate));
            });
            Bound(kestrel.Limits);
        });
        builder.Services.AddRouting();
        ((IHostApplicationBuilder)builder).ConfigureContainer(new DefaultServiceProviderFactory(), PutServerBeforeSilo);
    }

    public static void MapWeb(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.XFrameOptions = "DENY";
            return next(context);
        });
        // Without a key, a web page that a browser on this machine shows must not get here under a name of its own.
        if (app.Services.GetService<ApiKey>() is { } key)
            app.UseMiddleware<ApiKeyGate>(key);
        else
            app.UseHostFiltering();
        app.UseMiddleware<SiloGate>();
        app.MapSiloHealth();
        OfficialEngine.MapDashboard(app);
    }

    /// <summary>Where a server listens, as a browser takes it; known once it has started.</summary>
    public static string Address(this IServer server) => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "nowhere";

    // The builder adds the server as the last hosted service, so that it would start when the silo has joined, and stop before it drains.
    private static void PutServerBeforeSilo(IServiceCollection services)
    {
        var server = services.Last(service => service.ServiceType == typeof(IHostedService));
        services.Remove(server);
        services.Insert(services.IndexOf(services.First(service => service.ImplementationType == typeof(HttpPortCheck))) + 1, server);
    }

    private static HttpsConnectionAdapterOptions HttpsWith(HttpCertificate certificate) => new()
    {
        ServerCertificate = certificate.Certificate,
        ServerCertificateChain = certificate.Chain,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = HandshakePatience,
    };

    private static void Bound(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.RequestHeadersTimeout = HeaderPatience;
        limits.KeepAliveTimeout = IdleConnections;
    }
}
