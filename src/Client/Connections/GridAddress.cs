using System.Diagnostics.CodeAnalysis;

namespace MiningGrid.Client.Connections;

/// <summary>
/// Where a grid is: <c>redis://[:PASSWORD@]HOST[:PORT][/DB]</c> (or <c>rediss://</c>, over TLS) for one whose silos find each other
/// in Redis, or <c>HOST:PORT[,HOST:PORT…]</c>, the gateways of silos. As text it never shows the password.
/// </summary>
public abstract class GridAddress
{
    /// <summary>What an address may be, for messages.</summary>
    public const string Allowed = "redis://[:PASSWORD@]HOST[:PORT][/DB], or HOST:PORT[,HOST:PORT…] of silos' gateways";

    private protected GridAddress() { }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <returns>What it stands for.</returns>
    /// <exception cref="FormatException">It is none; the message doesn't repeat it, for it may hold a password.</exception>
    public static GridAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"That is no address of a grid; allowed is {Allowed}.");

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address; may be null.</param>
    /// <param name="address">What it stands for.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out GridAddress? address)
    {
        address = text is null ? null
            : text.Contains("://", StringComparison.Ordinal) ? RedisAddress.Read(text)
            : GatewayAddresses.Read(text);
        return address is not null;
    }

    /// <summary>A message without what is secret in the address.</summary>
    internal virtual string Censor(string message) => message;

    internal abstract void Configure(IClientBuilder client);
}
