namespace Orleans;

/// <summary>Marks the attributes of constructor parameters that the runtime fills.</summary>
public interface IFacetMetadata;
