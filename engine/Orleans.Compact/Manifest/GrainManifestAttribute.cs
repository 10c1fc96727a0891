namespace Compact.Manifest;

/// <summary>Says where an assembly's generated manifest is. Generated code applies it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainManifestAttribute(Type manifest) : Attribute
{
    /// <value>A class that implements <see cref="IGrainManifestPart"/>.</value>
    public Type Manifest { get; } = manifest;
}
