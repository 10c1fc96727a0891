using Orleans.Runtime;

namespace Compact.Calls.Wire;

/// <summary>What a call that came over the wire has besides: who sent it, until when it is wanted, and in the place of a task its answer.</summary>
internal abstract class CallArrival(ICallOrigin? origin, GrainId? sourceId, long deadline)
{
    public const long NoDeadline = long.MaxValue;

    private int _isSettled;

    public ICallOrigin? Origin { get; } = origin;

    public ulong OriginId { get; set; }

    public GrainId? SourceId { get; } = sourceId;

    /// <value>By the runtime's clock.</value>
    public long Deadline { get; } = deadline;

    /// <value>Why it can't be served; null for nearly all.</value>
    public Exception? Refusal { get; set; }

    public Exception? Failure { get; set; }

    public bool IsSettled => Volatile.Read(ref _isSettled) != 0;

    /// <summary>True for the one that may say the answer.</summary>
    public bool TrySettle() => Interlocked.Exchange(ref _isSettled, 1) == 0;
}
