namespace MiningGrid.Engine.Tests.Grains;

public interface IPlainGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}
