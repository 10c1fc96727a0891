using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining.Load;

/// <summary>Other work as the test wants it, on a machine of four cores.</summary>
internal sealed class FakeOtherWork : IOtherWork
{
    public TimeSpan? Used { get; set; } = TimeSpan.FromHours(1);

    public int Cores => 4;

    public TimeSpan? Read() => Used;
}
