namespace MiningGrid.Engine.Tests.Grains;

internal sealed class StoreGrain([PersistentState("box")] IPersistentState<Box> box) : Grain, IStoreGrain
{
    private static int s_activations;
    private readonly int _activation = Interlocked.Increment(ref s_activations);

    public Task<int> Read() => Task.FromResult(box.State.Value);

    public Task Write(int value)
    {
        box.State.Value = value;
        return box.WriteStateAsync();
    }

    public Task Clear() => box.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(box.RecordExists);

    public Task Set(int value)
    {
        box.State.Value = value;
        return Task.CompletedTask;
    }

    public Task Reread() => box.ReadStateAsync();

    public Task<int> Activation() => Task.FromResult(_activation);
}
