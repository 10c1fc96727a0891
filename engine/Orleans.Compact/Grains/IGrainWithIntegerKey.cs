namespace Orleans;

/// <summary>Base of grain interfaces whose key is a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;
