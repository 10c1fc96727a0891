namespace Orleans.Runtime;

/// <summary>A silo of the cluster.</summary>
public sealed class ClusterMember(SiloAddress siloAddress, SiloStatus status, string name)
{
    public SiloAddress SiloAddress { get; } = siloAddress ?? throw new ArgumentNullException(nameof(siloAddress));

    public SiloStatus Status { get; } = status;

    public string Name { get; } = name;

    public override bool Equals(object? obj) =>
        obj is ClusterMember other && Status == other.Status && SiloAddress.Equals(other.SiloAddress) && string.Equals(Name, other.Name, StringComparison.Ordinal);

    public override int GetHashCode() => SiloAddress.GetHashCode();

    public override string ToString() => $"{SiloAddress} {Name} {Status}";
}
