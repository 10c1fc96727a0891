namespace MiningGrid.Engine.Tests.Grains;

internal sealed class CopyGrain : Grain, ICopyGrain
{
    private Box _box = new();

    public Task Keep(Box box)
    {
        _box = box;
        return Task.CompletedTask;
    }

    public Task<Box> Kept() => Task.FromResult(_box);

    public Task<int> ValueOfKept() => Task.FromResult(_box.Value);

    public Task<bool> AreSame(Box first, Box second) => Task.FromResult(ReferenceEquals(first, second));

    public Task<bool> IsKnown(ImmutableBox box) => Task.FromResult(ReferenceEquals(box, ImmutableBox.Known));
}
