using Orleans.Runtime;

namespace Compact.Redis;

/// <summary>An entry as it is stored: <c>activation silo membership-version</c>.</summary>
internal static class DirectoryEntry
{
    public static string Write(GrainAddress address) => $"{Identity(address)}{address.MembershipVersion.Value}";

    /// <summary>What tells one registration from another; the entry begins with it.</summary>
    public static string Identity(GrainAddress address) => $"{address.ActivationId} {Silo(address)} ";

    /// <exception cref="ArgumentException">The address names no silo.</exception>
    public static string Silo(GrainAddress address) =>
        (address.SiloAddress ?? throw new ArgumentException($"The address {address.ToFullString()} names no silo.", nameof(address))).ToParsableString();

    /// <exception cref="FormatException">The text is not an entry.</exception>
    public static GrainAddress Read(GrainId grain, string entry)
    {
        if (entry.Split(' ') is [['@', .. var activation], var silo, var version]
            && Guid.TryParseExact(activation, "N", out var id)
            && SiloAddress.TryParse(silo, out var address)
            && long.TryParse(version, out var number))
        {
            return new GrainAddress { GrainId = grain, ActivationId = new ActivationId(id), SiloAddress = address, MembershipVersion = new MembershipVersion(number) };
        }

        throw new FormatException($"The grain directory's entry of {grain} is \"{entry}\"; it must read \"@activation silo version\".");
    }
}
