namespace Compact.Serialization;

/// <summary>Names the class, generated into an assembly, that registers the assembly's serializable types.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SerializationManifestAttribute(Type manifest) : Attribute
{
    public Type Manifest { get; } = manifest;
}
