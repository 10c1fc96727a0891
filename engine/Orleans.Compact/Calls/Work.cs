namespace Compact.Calls;

/// <summary>Something an activation does over one or more turns: a call, or a tick of a timer.</summary>
public abstract class Work
{
    private protected Work()
    {
    }

    /// <value>What it was begun as; the activation's bookkeeping.</value>
    internal WorkKind Kind { get; set; }

    /// <summary>Whether nobody waits for it any more, so that it need not begin.</summary>
    internal abstract bool IsAbandoned();

    /// <summary>Begins it in a turn of <paramref name="target"/>, which is told when it has ended.</summary>
    internal abstract void Begin(CallTarget target);
}
