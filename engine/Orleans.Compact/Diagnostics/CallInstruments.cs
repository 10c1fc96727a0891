using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>The meter and instruments of calls, named as Orleans names them.</summary>
internal static class CallInstruments
{
    public static readonly Meter Meter = new("Microsoft.Orleans");

    public static readonly Counter<long> TimedOut = Meter.CreateCounter<long>("orleans-app-requests-timedout", "errors");

    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("orleans-messaging-sent-dropped");

    public static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("orleans-app-requests-latency", "ms");
}
