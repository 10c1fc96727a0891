namespace MiningGrid.Engine.Tests.Grains;

public interface ISlowCallerGrain : IGrainWithStringKey
{
    Task<int> WaitAndCall(string gate, string other);
}
