namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>No such job was started.</summary>
[GenerateSerializer, Alias("MiningGrid.JobNotFoundException")]
public sealed class JobNotFoundException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public JobNotFoundException() { }

    /// <summary>Makes one with a message.</summary>
    public JobNotFoundException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public JobNotFoundException(string message, Exception innerException) : base(message, innerException) { }
}
