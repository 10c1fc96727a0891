namespace Orleans.Runtime;

/// <summary>Something that can be called from anywhere in the cluster.</summary>
public interface IAddressable;
