namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Asks for a storage provider that no test has.</summary>
internal sealed class LostStoreGrain([PersistentState("box", "nowhere")] IPersistentState<Box> box) : Grain, ILostStoreGrain
{
    public Task Touch() => box.WriteStateAsync();
}
