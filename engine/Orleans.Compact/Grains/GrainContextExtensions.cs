namespace Orleans.Runtime;

/// <summary>Extensions of <see cref="IGrainContext"/>.</summary>
public static class GrainContextExtensions
{
    /// <summary>Begins the activation's end and completes when it is gone.</summary>
    public static Task DeactivateAsync(this IGrainContext grainContext, DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        grainContext.Deactivate(deactivationReason, cancellationToken);
        return grainContext.Deactivated;
    }
}
