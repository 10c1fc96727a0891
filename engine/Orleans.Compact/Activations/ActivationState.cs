namespace Orleans.Runtime;

internal enum ActivationState
{
    /// <summary>Made, but nothing has called yet.</summary>
    Created,
    Activating,
    Valid,

    /// <summary>Running work finishes; what interleaves may still begin.</summary>
    Draining,
    Deactivating,
    Gone,
}
