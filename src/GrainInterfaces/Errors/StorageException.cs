namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>What is stored can't be read or written; the message names the file or record and why.</summary>
[GenerateSerializer, Alias("MiningGrid.StorageException")]
public sealed class StorageException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public StorageException() { }

    /// <summary>Makes one with a message.</summary>
    public StorageException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public StorageException(string message, Exception innerException) : base(message, innerException) { }
}
