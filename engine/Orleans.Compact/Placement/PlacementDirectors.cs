namespace Orleans.Runtime;

/// <summary>Chooses the silo of a new activation by the strategy of its class.</summary>
internal sealed class PlacementDirectors(ILocalSiloDetails local, ActivationCounts counts)
{
    /// <param name="active">At least one silo, in order of address.</param>
    public SiloAddress Choose(PlacementStrategy strategy, GrainId id, SiloAddress[] active) => strategy switch
    {
        PreferLocalPlacement when active.Contains(local.SiloAddress) => local.SiloAddress,
        HashBasedPlacement => active[id.GetUniformHashCode() % (uint)active.Length],
        ActivationCountBasedPlacement => counts.LessLoaded(active),
        _ => active[Random.Shared.Next(active.Length)],
    };
}
