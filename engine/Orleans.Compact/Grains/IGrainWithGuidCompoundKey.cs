namespace Orleans;

/// <summary>Base of grain interfaces whose key is a Guid and a string.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;
