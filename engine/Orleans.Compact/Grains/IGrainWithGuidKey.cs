namespace Orleans;

/// <summary>Base of grain interfaces whose key is a Guid.</summary>
public interface IGrainWithGuidKey : IGrain;
