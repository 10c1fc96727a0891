namespace Compact.Serialization;

/// <summary>The low three bits of a field's header: how many bytes to skip when the field is not known.</summary>
public enum WireType
{
    /// <summary>Seven bits a byte, little-endian, at most ten bytes.</summary>
    VarInt = 0,

    /// <summary>Four bytes.</summary>
    Fixed32 = 1,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 2,

    /// <summary>Sixteen bytes.</summary>
    Fixed128 = 3,

    /// <summary>A varint length, then that many bytes.</summary>
    Bytes = 4,

    /// <summary>Nothing follows: the member is null.</summary>
    Null = 5,
}
