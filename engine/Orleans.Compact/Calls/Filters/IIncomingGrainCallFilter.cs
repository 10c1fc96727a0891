namespace Orleans;

/// <summary>Runs around every call, where the grain is.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
