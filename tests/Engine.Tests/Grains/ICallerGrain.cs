namespace MiningGrid.Engine.Tests.Grains;

public interface ICallerGrain : IGrainWithStringKey
{
    Task CallWork(string grain);

    Task<string?> ContextThrough(string key, string other);

    Task<string?> Context(string key);
}
