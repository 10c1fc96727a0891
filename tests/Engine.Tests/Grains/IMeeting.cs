namespace MiningGrid.Engine.Tests.Grains;

/// <summary>A system target of tests.</summary>
public interface IMeeting : IGrainObserver
{
    /// <summary>Ends when as many calls run beside each other.</summary>
    Task Meet(int count);

    Task Fail(string message);
}
