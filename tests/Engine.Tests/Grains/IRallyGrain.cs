namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Keys 0 and 1: the one that is deactivated calls the other, and doesn't wait.</summary>
public interface IRallyGrain : IGrainWithIntegerKey
{
    Task Hit();
}
