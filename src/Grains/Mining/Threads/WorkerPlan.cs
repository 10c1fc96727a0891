using System.Collections.Immutable;

namespace MiningGrid.Grains.Mining;

/// <summary>How many worker threads there are, and on which cores.</summary>
/// <param name="Workers">Threads.</param>
/// <param name="Cores">The cores that they are kept on, in turn; none to leave that to the system.</param>
/// <param name="CoresToUse">What there is for them: whole cores of the machine, of the list, or of the container's quota.</param>
internal sealed record WorkerPlan(int Workers, ImmutableArray<int> Cores, int CoresToUse)
{
    /// <summary>As many workers as keep all of this machine busy and the silo responsive.</summary>
    public static int DefaultWorkers { get; } = Make(new MiningOptions(), Environment.ProcessorCount, CpuQuota.Read()).Workers;

    /// <summary>Whether more threads were asked for than there are cores to run them.</summary>
    public bool IsOversized => Workers > CoresToUse;

    /// <param name="options">What was asked for.</param>
    /// <param name="processors">Cores that .NET sees.</param>
    /// <param name="quota">The container's, in cores; null for none.</param>
    public static WorkerPlan Make(MiningOptions options, int processors, double? quota)
    {
        var cores = options.Affinity is { } list && CpuList.TryParse(list, out var listed) ? listed : [];
        var usable = cores.IsEmpty ? processors : cores.Length;
        // Whole cores only: a worker too many would use up the quota for the rest of the silo.
        if (quota is { } limit)
            usable = Math.Max(1, Math.Min(usable, (int)limit));
        // Threads that stand back behind the silo's own may have every core. Those that can't leave it one.
        var standsBack = options.Nice > 0 && ThreadNiceness.IsSupported;
        var workers = options.Workers ?? (standsBack || !cores.IsEmpty ? usable : Math.Max(1, usable - 1));
        return new WorkerPlan(workers, cores, usable);
    }

    /// <summary>The core of a worker; null for any.</summary>
    public int? CoreOf(int worker) => Cores.IsEmpty ? null : Cores[worker % Cores.Length];
}
