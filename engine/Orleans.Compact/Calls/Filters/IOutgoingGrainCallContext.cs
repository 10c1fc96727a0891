using Orleans.Runtime;

namespace Orleans;

/// <inheritdoc/>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    IGrainContext? SourceContext { get; }
}
