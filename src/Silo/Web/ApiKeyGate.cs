using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authorization;

namespace MiningGrid.Silo.Web;

/// <summary>
/// Lets requests through that carry the key: programs as <c>Authorization: Bearer KEY</c>, browsers as the password of HTTP Basic,
/// with any name. Endpoints that are for everybody say so.
/// </summary>
internal sealed class ApiKeyGate(RequestDelegate next, ApiKey key)
{
    private static readonly string[] Challenges = ["Basic realm=\"MiningGrid\", charset=\"UTF-8\"", "Bearer realm=\"MiningGrid\""];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || HasKey(context.Request.Headers.Authorization))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = Challenges;
        return Task.CompletedTask;
    }

    private bool HasKey(string? authorization) =>
        AuthenticationHeaderValue.TryParse(authorization, out var header) && header is { Parameter: { } parameter }
        && header.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => key.Is(parameter),
            "BASIC" => Password(parameter) is { } password && key.Is(password),
            _ => false,
        };

    private static string? Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }
}
