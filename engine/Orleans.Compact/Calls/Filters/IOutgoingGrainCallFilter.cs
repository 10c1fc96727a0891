namespace Orleans;

/// <summary>Runs around every call, where the caller is.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}
