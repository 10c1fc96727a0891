using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>Finds and ends activations from outside.</summary>
internal static class GrainContexts
{
    public static IGrainContext? Find(IServiceProvider silo, GrainId id) => silo.GetRequiredService<Catalog>().Find(id) as IGrainContext;

    public static async Task DeactivateAsync(IGrainContext? context)
    {
        if (context is null)
            return;
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The test cluster was asked to deactivate it."));
        await context.Deactivated;
    }
}
