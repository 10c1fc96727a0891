namespace Orleans.Runtime;

/// <summary>How a silo does.</summary>
[GenerateSerializer]
public class SiloRuntimeStatistics
{
    internal SiloRuntimeStatistics(int activationCount, int recentlyUsedActivationCount, long? memoryUsage, long? totalPhysicalMemory, DateTime dateTime)
    {
        ActivationCount = activationCount;
        RecentlyUsedActivationCount = recentlyUsedActivationCount;
        MemoryUsage = memoryUsage;
        TotalPhysicalMemory = totalPhysicalMemory;
        DateTime = dateTime;
    }

    internal SiloRuntimeStatistics()
    {
    }

    [Id(0)]
    public int ActivationCount { get; internal set; }

    [Id(1)]
    public int RecentlyUsedActivationCount { get; internal set; }

    [Id(2)]
    public long? MemoryUsage { get; internal set; }

    [Id(3)]
    public long? TotalPhysicalMemory { get; internal set; }

    [Id(4)]
    public DateTime DateTime { get; internal set; }
}
