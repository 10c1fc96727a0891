using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>The scalars of .NET that every payload may hold.</summary>
internal static class ScalarCodecs
{
    public static IReadOnlyDictionary<Type, object> All { get; } = Create();

    private static Dictionary<Type, object> Create()
    {
        var all = new Dictionary<Type, object>();
        AddNumbers(all);
        AddTimes(all);
        AddTexts(all);
        AddIdentities(all);
        return all;
    }

    private static void AddNumbers(Dictionary<Type, object> all)
    {
        Add<bool>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt(v ? 1u : 0u), static (ref r) => r.ReadVarInt(1) != 0);
        Add<byte>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt(v), static (ref r) => (byte)r.ReadVarInt(byte.MaxValue));
        Add<sbyte>(all, WireType.VarInt, static (ref w, v) => w.WriteSigned(v), static (ref r) => (sbyte)r.ReadSigned(sbyte.MinValue, sbyte.MaxValue));
        Add<ushort>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt(v), static (ref r) => (ushort)r.ReadVarInt(ushort.MaxValue));
        Add<short>(all, WireType.VarInt, static (ref w, v) => w.WriteSigned(v), static (ref r) => (short)r.ReadSigned(short.MinValue, short.MaxValue));
        Add<char>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt(v), static (ref r) => (char)r.ReadVarInt(char.MaxValue));
        Add<uint>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt(v), static (ref r) => (uint)r.ReadVarInt(uint.MaxValue));
        Add<int>(all, WireType.VarInt, static (ref w, v) => w.WriteSigned(v), static (ref r) => (int)r.ReadSigned(int.MinValue, int.MaxValue));
        Add<ulong>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt(v), static (ref r) => r.ReadVarInt());
        Add<long>(all, WireType.VarInt, static (ref w, v) => w.WriteSigned(v), static (ref r) => r.ReadSigned());
        Add<float>(all, WireType.Fixed32, static (ref w, v) => w.WriteFixed32(BitConverter.SingleToUInt32Bits(v)), static (ref r) => BitConverter.UInt32BitsToSingle(r.ReadFixed32()));
        Add<double>(all, WireType.Fixed64, static (ref w, v) => w.WriteFixed64(BitConverter.DoubleToUInt64Bits(v)), static (ref r) => BitConverter.UInt64BitsToDouble(r.ReadFixed64()));
        Add<UInt128>(all, WireType.Fixed128, static (ref w, v) => w.WriteFixed128(v), static (ref r) => r.ReadFixed128());
        Add<Int128>(all, WireType.Fixed128, static (ref w, v) => w.WriteFixed128((UInt128)v), static (ref r) => (Int128)r.ReadFixed128());
        Add<decimal>(all, WireType.Fixed128, WriteDecimal, ReadDecimal);
    }

    private static void AddTimes(Dictionary<Type, object> all)
    {
        Add<TimeSpan>(all, WireType.VarInt, static (ref w, v) => w.WriteSigned(v.Ticks), static (ref r) => new TimeSpan(r.ReadSigned()));
        Add<DateTime>(all, WireType.Fixed64, static (ref w, v) => w.WriteFixed64((ulong)v.ToBinary()), ReadDateTime);
        Add<DateTimeOffset>(all, WireType.Fixed128, static (ref w, v) => w.WriteFixed128(new UInt128((ulong)v.Offset.Ticks, (ulong)v.Ticks)), ReadDateTimeOffset);
        Add<DateOnly>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt((uint)v.DayNumber), static (ref r) => DateOnly.FromDayNumber((int)r.ReadVarInt((ulong)DateOnly.MaxValue.DayNumber)));
        Add<TimeOnly>(all, WireType.VarInt, static (ref w, v) => w.WriteVarInt((ulong)v.Ticks), static (ref r) => new TimeOnly((long)r.ReadVarInt((ulong)TimeOnly.MaxValue.Ticks)));
    }

    private static void AddTexts(Dictionary<Type, object> all)
    {
        Add<string>(all, WireType.Bytes, static (ref w, v) => w.WriteString(v), static (ref r) => r.ReadString());
        Add<Guid>(all, WireType.Fixed128, WriteGuid, static (ref r) => new Guid(r.ReadRaw(16)));
        Add<Version>(all, WireType.Bytes, static (ref w, v) => w.WriteString(v.ToString()), ReadVersion);
        Add<Uri>(all, WireType.Bytes, static (ref w, v) => w.WriteString(v.OriginalString), ReadUri);
        Add(all, WireType.Bytes, IPAddressCodec.WriteAddress, IPAddressCodec.ReadAddress);
        Add(all, WireType.Bytes, IPAddressCodec.WriteEndPoint, IPAddressCodec.ReadEndPoint);
    }

    private static void AddIdentities(Dictionary<Type, object> all)
    {
        Add<IdSpan>(all, WireType.Bytes, static (ref w, v) => w.WriteBytes(v.AsSpan()), static (ref r) => IdentityCodecs.ReadSpan(ref r));
        Add<GrainType>(all, WireType.Bytes, static (ref w, v) => w.WriteBytes(v.AsSpan()), static (ref r) => new GrainType(IdentityCodecs.ReadSpan(ref r)));
        Add<GrainInterfaceType>(all, WireType.Bytes, static (ref w, v) => w.WriteBytes(v.Value.AsSpan()), static (ref r) => new GrainInterfaceType(IdentityCodecs.ReadSpan(ref r)));
        Add<GrainId>(all, WireType.Bytes, IdentityCodecs.WriteGrainIdField, IdentityCodecs.ReadGrainIdField);
        Add<SiloAddress>(all, WireType.Bytes, IdentityCodecs.WriteSilo, IdentityCodecs.ReadSilo);
        Add<MembershipVersion>(all, WireType.VarInt, static (ref w, v) => w.WriteSigned(v.Value), static (ref r) => new MembershipVersion(r.ReadSigned()));
    }

    private static void Add<T>(Dictionary<Type, object> all, WireType wireType, WriteScalar<T> write, ReadScalar<T> read) =>
        all.Add(typeof(T), new ScalarCodec<T>(wireType, write, read));

    private static void WriteDecimal(ref WireWriter writer, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        writer.WriteFixed64(((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        writer.WriteFixed64(((ulong)(uint)parts[3] << 32) | (uint)parts[2]);
    }

    private static decimal ReadDecimal(ref WireReader reader)
    {
        var low = reader.ReadFixed64();
        var high = reader.ReadFixed64();
        try
        {
            return new decimal([(int)low, (int)(low >> 32), (int)high, (int)(high >> 32)]);
        }
        catch (ArgumentException exception)
        {
            throw new MalformedPayloadException("The payload has a decimal that is none.", exception);
        }
    }

    private static DateTime ReadDateTime(ref WireReader reader)
    {
        try
        {
            return DateTime.FromBinary((long)reader.ReadFixed64());
        }
        catch (ArgumentException exception)
        {
            throw new MalformedPayloadException("The payload has a time that is none.", exception);
        }
    }

    private static DateTimeOffset ReadDateTimeOffset(ref WireReader reader)
    {
        var ticks = (long)reader.ReadFixed64();
        var offset = (long)reader.ReadFixed64();
        try
        {
            return new DateTimeOffset(ticks, new TimeSpan(offset));
        }
        catch (ArgumentException exception)
        {
            throw new MalformedPayloadException("The payload has a time that is none.", exception);
        }
    }

    private static void WriteGuid(ref WireWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        writer.WriteRaw(bytes);
    }

    private static Version ReadVersion(ref WireReader reader) =>
        Version.TryParse(reader.ReadString(), out var version) ? version : throw new MalformedPayloadException("The payload has a version that is none.");

    private static Uri ReadUri(ref WireReader reader) =>
        Uri.TryCreate(reader.ReadString(), UriKind.RelativeOrAbsolute, out var uri) ? uri : throw new MalformedPayloadException("The payload has a URI that is none.");
}
