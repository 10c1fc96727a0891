namespace Compact.Serialization;

/// <summary>The members that a class adds to its base: a derived class's codec writes them as a part of its own.</summary>
public interface IMembersCodec<in T>
    where T : class
{
    void WriteMembers(ref WireWriter writer, T value);

    void ReadMembers(ref WireReader reader, T value);

    void CopyMembers(T from, T to, CopyContext context);
}
