using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of interfaces by which grains call objects of clients and grains back.</summary>
public interface IGrainObserver : IAddressable;
