namespace Orleans.Configuration;

/// <summary>Options of the storage that lives in the silo's memory.</summary>
public class MemoryGrainStorageOptions;
