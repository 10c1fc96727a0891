namespace Orleans;

/// <summary>The type crosses the wire: a codec and a copier are generated for it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <value>Whether the primary constructor's parameters are members too. Default: true for records, false for others.</value>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
