namespace Compact.Serialization;

/// <summary>Tells the generator, where it runs on another assembly, that the type has a converter in this one.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ConvertedTypeAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
