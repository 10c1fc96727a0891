namespace Orleans.Runtime;

/// <summary>Which record of which store a <see cref="IPersistentState{TState}"/> is.</summary>
public interface IPersistentStateConfiguration
{
    string StateName { get; }

    string StorageName { get; }
}
