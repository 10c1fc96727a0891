using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>Latency and failures of one kind of storage operation.</summary>
internal sealed class StorageInstruments(string operation)
{
    public static readonly StorageInstruments Read = new("read");
    public static readonly StorageInstruments Write = new("write");
    public static readonly StorageInstruments Clear = new("clear");

    private readonly Histogram<double> _latency = CallInstruments.Meter.CreateHistogram<double>($"orleans-storage-{operation}-latency", "ms");
    private readonly Counter<int> _errors = CallInstruments.Meter.CreateCounter<int>($"orleans-storage-{operation}-errors");

    public void Done(TimeSpan elapsed, string storageName, string stateName)
    {
        if (_latency.Enabled)
            _latency.Record(elapsed.TotalMilliseconds, Provider(storageName), State(stateName));
    }

    public void Failed(string storageName, string stateName) => _errors.Add(1, Provider(storageName), State(stateName));

    private static KeyValuePair<string, object?> Provider(string name) => new("provider_name", name);

    private static KeyValuePair<string, object?> State(string name) => new("state_name", name);
}
