namespace Orleans.TestingHost;

/// <summary>Leaves the choice of ports to the system, so that test runs beside each other never clash.</summary>
internal sealed class SystemPorts : ITestClusterPortAllocator
{
    public (int, int) AllocateConsecutivePortPairs(int numPorts) => (0, 0);

    public void Dispose()
    {
        // The system takes a port back when its listener closes.
    }
}
