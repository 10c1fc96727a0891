using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>What other parts of the silo, and its applications, ask of the membership.</summary>
internal sealed class MembershipOracle(MembershipView view, SharedTable table, Accuser accuser, Herald herald, ILocalSiloDetails local, TimeProvider time)
    : ISiloStatusOracle, IClusterMembershipService
{
    private static readonly TimeSpan RefreshDelay = TimeSpan.FromMilliseconds(50);

    public SiloStatus CurrentStatus => view.LocalStatus;

    public string SiloName => local.Name;

    public SiloAddress SiloAddress => local.SiloAddress;

    public ClusterMembershipSnapshot CurrentSnapshot => view.Current;

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => view.Updates();

    public SiloAddress[] GetActiveSilos() => [.. view.State.Active];

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => view.Current.GetSiloStatus(siloAddress);

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => view.Current.Members.Values
        .Where(member => !onlyActive || member.Status == SiloStatus.Active)
        .ToDictionary(member => member.SiloAddress, member => member.Status);

    public bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName)
    {
        siloName = view.Current.Members.GetValueOrDefault(siloAddress)?.Name;
        return siloName is not null;
    }

    public bool IsFunctionalDirectory(SiloAddress siloAddress) => view.Current.GetSiloStatus(siloAddress) is not (SiloStatus.None or SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead);

    public bool IsDeadSilo(SiloAddress silo) => view.Current.GetSiloStatus(silo) == SiloStatus.Dead;

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer) => herald.Add(observer);

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => herald.Remove(observer);

    public async ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        do
        {
            await table.Read().WaitAsync(cancellationToken);
            if (view.Current.Version >= minimumVersion)
                return;
            await Task.Delay(RefreshDelay, time, cancellationToken);
        }
        while (true);
    }

    public async Task<bool> TryKill(SiloAddress siloAddress)
    {
        await accuser.Kill(siloAddress);
        return IsDeadSilo(siloAddress);
    }
}
