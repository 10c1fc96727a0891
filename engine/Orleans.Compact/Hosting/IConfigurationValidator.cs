namespace Orleans;

/// <summary>Checks the configuration when the silo starts; throws <see cref="Runtime.OrleansConfigurationException"/> if it is wrong.</summary>
public interface IConfigurationValidator
{
    void ValidateConfiguration();
}
