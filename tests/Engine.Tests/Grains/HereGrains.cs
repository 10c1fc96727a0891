namespace MiningGrid.Engine.Tests.Grains;

internal static class HereGrains
{
    /// <summary>The grain that is placed at random; another class implements the interface by its own.</summary>
    public static IHereGrain Here(this IGrainFactory grains, string key) => grains.GetGrain<IHereGrain>(key, typeof(HereGrain).FullName);
}
