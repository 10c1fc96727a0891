namespace Orleans.TestingHost;

/// <summary>Gives out ports for silos and gateways.</summary>
public interface ITestClusterPortAllocator : IDisposable
{
    (int, int) AllocateConsecutivePortPairs(int numPorts);
}
