namespace Orleans.Runtime;

/// <summary>Gives the activation whose turn it is.</summary>
public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}
