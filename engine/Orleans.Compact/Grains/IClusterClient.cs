namespace Orleans;

/// <summary>The cluster as its clients see it.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
