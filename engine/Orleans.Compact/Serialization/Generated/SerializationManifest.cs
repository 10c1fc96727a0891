namespace Compact.Serialization;

/// <summary>The serializable types of one assembly.</summary>
public abstract class SerializationManifest
{
    public abstract void Register(TypeRegistry types);
}
