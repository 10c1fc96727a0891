namespace Compact.Manifest;

/// <summary>The grain classes and interfaces of one assembly. Generated code implements it.</summary>
public interface IGrainManifestPart
{
    void AddTo(GrainManifestBuilder builder);
}
