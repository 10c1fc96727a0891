using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>How many activations there are and how they come and go.</summary>
internal static class CatalogInstruments
{
    private static readonly UpDownCounter<int> Grains = CallInstruments.Meter.CreateUpDownCounter<int>("orleans-grains");
    private static readonly UpDownCounter<int> Count = CallInstruments.Meter.CreateUpDownCounter<int>("orleans-catalog-activations");
    private static readonly Counter<int> Created = CallInstruments.Meter.CreateCounter<int>("orleans-catalog-activation-created");
    private static readonly Counter<int> Destroyed = CallInstruments.Meter.CreateCounter<int>("orleans-catalog-activation-destroyed");
    private static readonly Counter<int> Failed = CallInstruments.Meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");

    public static void Activated(Activation activation)
    {
        Created.Add(1);
        Count.Add(1);
        Grains.Add(1, Tag(activation));
        activation.Class.Statistics.Activated();
    }

    public static void Deactivated(Activation activation)
    {
        Destroyed.Add(1);
        Count.Add(-1);
        Grains.Add(-1, Tag(activation));
        activation.Class.Statistics.Deactivated();
    }

    public static void FailedToActivate(Activation activation) => Failed.Add(1, Tag(activation));

    private static KeyValuePair<string, object?> Tag(Activation activation) => new("type", activation.Class.Statistics.GrainType);
}
