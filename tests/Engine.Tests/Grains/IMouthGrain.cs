namespace MiningGrid.Engine.Tests.Grains;

public interface IMouthGrain : IGrainWithStringKey
{
    Task<int> Say(IEar ear, string word);

    Task SayWithoutWaiting(IEar ear, string word);

    Task Notice(IEar ear, string word);
}
