namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Does in activation and deactivation what the test told its plan to.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    Task Touch();

    Task<int> Activation();

    Task Delay(TimeSpan span);

    Task Deactivate();
}
