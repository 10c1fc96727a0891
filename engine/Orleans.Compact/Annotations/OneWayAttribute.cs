namespace Orleans.Concurrency;

/// <summary>Nobody waits for the call: it has no answer, and no failure of it is told.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
