namespace Orleans.Runtime;

/// <summary>A reference was used that belongs to no running silo or client.</summary>
[GenerateSerializer]
public sealed class GrainReferenceNotBoundException : OrleansException
{
    internal GrainReferenceNotBoundException(string message)
        : base(message)
    {
    }
}
