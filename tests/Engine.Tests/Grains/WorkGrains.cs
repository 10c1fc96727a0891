namespace MiningGrid.Engine.Tests.Grains;

internal static class WorkGrains
{
    /// <summary>The plain work grain; other classes implement the interface by theirs.</summary>
    public static IWorkGrain Work(this IGrainFactory grains, string key) => grains.GetGrain<IWorkGrain>(key, typeof(WorkGrain).FullName);
}
