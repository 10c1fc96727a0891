namespace Orleans.Runtime;

/// <summary>Has the runtime give the constructor parameter the grain's record of that name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute, IFacetMetadata, IPersistentStateConfiguration
{
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName!;
    }

    public string StateName { get; }

    public string StorageName { get; }
}
