using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>The silos of a test cluster that have been started and not been stopped.</summary>
internal sealed class SiloSet
{
    private readonly Lock _lock = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private int _lastNumber = -1;

    public List<InProcessSiloHandle> All
    {
        get
        {
            lock (_lock)
                return [.. _silos];
        }
    }

    public IEnumerable<InProcessSiloHandle> Active => All.Where(silo => silo.IsActive);

    /// <value>Of the next silo; no number is given twice.</value>
    public int NextNumber() => Interlocked.Increment(ref _lastNumber);

    public void Add(InProcessSiloHandle silo)
    {
        lock (_lock)
        {
            _silos.Add(silo);
            _silos.Sort(static (one, other) => one.InstanceNumber.CompareTo(other.InstanceNumber));
            _lastNumber = Math.Max(_lastNumber, silo.InstanceNumber);
        }
    }

    public InProcessSiloHandle? Find(SiloAddress silo) => Active.FirstOrDefault(other => other.SiloAddress.Equals(silo));

    /// <exception cref="ArgumentException">It does not run.</exception>
    public IServiceProvider ServicesOf(SiloAddress? silo) =>
        (silo is null ? Active.FirstOrDefault() : Find(silo))?.ServiceProvider
        ?? throw new ArgumentException(silo is null ? "No silo is running." : $"There is no silo {silo}.", nameof(silo));

    public IGrainContext? Find(GrainId id) =>
        Active.Select(silo => silo.ServiceProvider.GetRequiredService<Catalog>().Find(id) as IGrainContext).FirstOrDefault(context => context is not null);

    public async Task DeactivateAsync(GrainId id)
    {
        if (Find(id) is not { } context)
            return;
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The test cluster was asked to deactivate it."));
        await context.Deactivated;
    }

    /// <param name="silo">One of the set, or one that has left it.</param>
    /// <param name="stopGracefully">False ends it as a power cut would.</param>
    public async Task RemoveAsync(SiloHandle silo, bool stopGracefully)
    {
        ArgumentNullException.ThrowIfNull(silo);
        lock (_lock)
            _silos.RemoveAll(other => other == silo);
        await silo.StopSiloAsync(stopGracefully);
        await silo.DisposeAsync();
    }
}
