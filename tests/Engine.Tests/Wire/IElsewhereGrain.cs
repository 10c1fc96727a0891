namespace MiningGrid.Engine.Tests.Wire;

/// <summary>No class here implements it.</summary>
public interface IElsewhereGrain : IGrainWithStringKey
{
    Task Touch();
}
