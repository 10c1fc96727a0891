namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Says where it is.</summary>
public interface IHereGrain : IGrainWithStringKey
{
    Task<SiloAddress> Silo();

    /// <summary>How often it was called since it was activated.</summary>
    Task<int> Count();

    Task<SiloAddress> SiloOf(string other);

    Task<SiloAddress> SiloOfNear(string near);

    Task<SiloAddress> SiloOfWorker();

    Task Deactivate();
}
