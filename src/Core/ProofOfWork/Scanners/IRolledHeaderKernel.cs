namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// The search of an <see cref="IHeaderKernel"/> for several versions: one schedule of the first hash, for a batch of nonces in
/// memory, serves them all. It stands in memory of its own; between them, versions leave the nonce-only kernel's memory to each other.
/// </summary>
internal unsafe interface IRolledHeaderKernel
{
    /// <summary>Instructions that a vector's hashes of one version need at least, without moves.</summary>
    static abstract int InstructionsPerVector { get; }

    /// <summary>Those of a vector's schedule, once for all versions.</summary>
    static abstract int InstructionsPerSchedule { get; }

    /// <summary>Words that the schedules of a header have in common.</summary>
    static abstract int ScheduleJobWords { get; }

    /// <summary>Words that all nonces of a version have in common.</summary>
    static abstract int JobWords { get; }

    /// <summary>Vectors of memory that the schedule of a stream takes.</summary>
    static abstract int SharedSlots { get; }

    /// <summary>Computes what schedules have in common, from the same input as <see cref="IHeaderKernel.Prepare"/>.</summary>
    static abstract void PrepareSchedule(uint* input, uint* job);

    /// <summary>Computes what a version's nonces have in common, from the same input.</summary>
    static abstract void Prepare(uint* input, uint* job);

    /// <summary>From the nonces in memory to their schedule.</summary>
    static abstract void Schedule(uint* job, uint* words, uint* schedule);

    /// <summary>From the schedule to the last word of a version's second hash.</summary>
    static abstract void Hash(uint* job, uint* words, uint* schedule);
}
