namespace Orleans.Concurrency;

/// <summary>The call changes nothing, so it may interleave with others that change nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
