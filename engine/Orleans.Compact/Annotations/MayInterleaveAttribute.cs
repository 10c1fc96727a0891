namespace Orleans.Concurrency;

/// <summary>Names a method <c>bool (IInvokable call)</c> of the grain that says which calls may interleave.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}
