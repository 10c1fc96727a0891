namespace Orleans.Runtime;

/// <summary>Activations, calls, failures and latency of one grain class on this silo.</summary>
internal sealed class GrainClassStatistics(string grainType)
{
    private readonly KeyValuePair<string, object?> _tag = new("type", grainType);
    private long _calls;
    private long _failures;
    private long _latencyTicks;
    private int _activations;

    public string GrainType { get; } = grainType;

    public long Calls => Volatile.Read(ref _calls);

    /// <value>Calls that ended in an exception.</value>
    public long Failures => Volatile.Read(ref _failures);

    /// <value>Of all calls together, from the caller's sending to the method's end.</value>
    public TimeSpan Latency => new(Volatile.Read(ref _latencyTicks));

    public int Activations => Volatile.Read(ref _activations);

    public void Record(TimeSpan latency, bool hasFailed)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _latencyTicks, latency.Ticks);
        if (hasFailed)
            Interlocked.Increment(ref _failures);
        if (CallInstruments.Latency.Enabled)
            CallInstruments.Latency.Record(latency.TotalMilliseconds, _tag, new KeyValuePair<string, object?>("failed", hasFailed));
    }

    public void Activated() => Interlocked.Increment(ref _activations);

    public void Deactivated() => Interlocked.Decrement(ref _activations);
}
