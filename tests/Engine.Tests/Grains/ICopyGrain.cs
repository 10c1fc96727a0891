namespace MiningGrid.Engine.Tests.Grains;

public interface ICopyGrain : IGrainWithStringKey
{
    Task Keep(Box box);

    Task<Box> Kept();

    Task<int> ValueOfKept();

    Task<bool> AreSame(Box first, Box second);

    Task<bool> IsKnown(ImmutableBox box);
}
