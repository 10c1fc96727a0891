using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Compact.Serialization;

/// <summary>Reads one payload, trusting none of it: every length is held against the bytes that are there.</summary>
public ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _end;
    private int _depth;
    private long _budget;

    public WireReader(ReadOnlySpan<byte> bytes, CodecProvider codecs)
    {
        ArgumentNullException.ThrowIfNull(codecs);
        Codecs = codecs;
        _bytes = bytes;
        _end = bytes.Length;
        _budget = MemoryMin + ((long)bytes.Length * MemoryPerByte);
    }

    /// <summary>Memory that any payload may take up once read, and how much more for each of its bytes.</summary>
    internal const long MemoryMin = 1 << 20;
    internal const int MemoryPerByte = 64;

    /// <summary>Where codecs for types known only at run time come from.</summary>
    public CodecProvider Codecs { get; }

    /// <summary>Nothing is left of the payload that was entered last.</summary>
    public readonly bool AtEnd => _position == _end;

    /// <summary>Bytes left of the payload that was entered last.</summary>
    public readonly int Remaining => _end - _position;

    public byte ReadByte()
    {
        if (_position == _end)
            ThrowShort();
        return _bytes[_position++];
    }

    public ulong ReadVarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            if (shift == 63 && next > 1)
                Throw("a number of more than 64 bits");
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        Throw("a number of more than 64 bits");
        return 0;
    }

    /// <summary>An unsigned number that must not exceed <paramref name="max"/>.</summary>
    public ulong ReadVarInt(ulong max)
    {
        var value = ReadVarInt();
        if (value > max)
            Throw("a number out of its type's range");
        return value;
    }

    /// <summary>A zigzag number that must lie within the given bounds.</summary>
    public long ReadSigned(long min = long.MinValue, long max = long.MaxValue)
    {
        var raw = ReadVarInt();
        var value = (long)(raw >> 1) ^ -(long)(raw & 1);
        if (value < min || value > max)
            Throw("a number out of its type's range");
        return value;
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public UInt128 ReadFixed128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    /// <summary>The next member's header; false at the end of the payload that was entered last.</summary>
    public bool TryReadHeader(out uint number, out WireType type)
    {
        if (AtEnd)
        {
            number = 0;
            type = WireType.Null;
            return false;
        }

        var header = ReadVarInt(((ulong)uint.MaxValue << 3) | 7);
        number = (uint)(header >> 3);
        type = (WireType)(header & 7);
        return true;
    }

    /// <summary>Whether the payload begins with the name of a type, which is read next; its header has been read then.</summary>
    internal bool TryEnterType()
    {
        const byte header = ((byte)Numbers.Type << 3) | (byte)WireType.Bytes;
        if (AtEnd || _bytes[_position] != header)
            return false;
        _position++;
        return true;
    }

    /// <summary>Enters the members of the base class, which stand first if there are any.</summary>
    internal bool TryEnterBase(out int outer)
    {
        const byte header = ((byte)Numbers.Base << 3) | (byte)WireType.Bytes;
        outer = _end;
        if (AtEnd || _bytes[_position] != header)
            return false;
        _position++;
        outer = Enter();
        return true;
    }

    /// <summary>A member's value, whose header said <paramref name="type"/>.</summary>
    public T ReadMember<T>(WireType type, ICodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (type == codec.WireType)
            return codec.Read(ref this);
        if (type != WireType.Null)
            Throw("a member of another wire type");
        return default!;
    }

    /// <summary>An element of a collection, as <see cref="WireWriter.WriteElement"/> wrote it.</summary>
    public T ReadElement<T>(ICodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (default(T) is null)
        {
            var present = ReadByte();
            if (present > 1)
                Throw("neither a value nor null");
            if (present == 0)
                return default!;
        }

        return codec.Read(ref this);
    }

    /// <summary>A count of elements, held against the bytes that are left, each of which has to be at least one.</summary>
    public int ReadCount<T>() => ReadCount(bytesMin: 1, Unsafe.SizeOf<T>());

    /// <summary>A length, then that many bytes, of the buffer itself.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadLength());

    /// <summary>Bytes without a length of their own.</summary>
    public ReadOnlySpan<byte> ReadRaw(int count) => Take(count);

    public string ReadString()
    {
        var bytes = ReadBytes();
        try
        {
            return StrictUtf8.Instance.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new MalformedPayloadException("The payload has a text that is not UTF-8.", exception);
        }
    }

    /// <summary>A count of elements, each of which takes at least <paramref name="bytesMin"/> bytes here and <paramref name="size"/> in memory.</summary>
    public int ReadCount(int bytesMin, int size)
    {
        var count = ReadVarInt();
        if (count > (ulong)(Remaining / bytesMin))
            Throw("a count that exceeds its bytes");
        Charge((long)count * size);
        return (int)count;
    }

    /// <summary>Enters a length-prefixed payload. Give what it returns to <see cref="Leave"/>.</summary>
    public int Enter()
    {
        var length = ReadLength();
        if (++_depth > WireWriter.DepthMax)
            Throw("objects nested too deeply");
        Charge(ObjectBytes);
        var outer = _end;
        _end = _position + length;
        return outer;
    }

    /// <summary>Leaves the payload; what was not read of it is skipped.</summary>
    public void Leave(int outer)
    {
        _position = _end;
        _end = outer;
        _depth--;
    }

    /// <summary>Takes memory off this payload's allowance: small bytes must not become large objects.</summary>
    public void Charge(long bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
            Throw("far more objects than its size warrants");
    }

    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.VarInt: ReadVarInt(); break;
            case WireType.Fixed32: Take(4); break;
            case WireType.Fixed64: Take(8); break;
            case WireType.Fixed128: Take(16); break;
            case WireType.Bytes: ReadBytes(); break;
            case WireType.Null: break;
            default: Throw("an unknown wire type"); break;
        }
    }

    [DoesNotReturn]
    public static void Throw(string what) => throw new MalformedPayloadException($"The payload has {what}.");

    private const int ObjectBytes = 32;

    private int ReadLength()
    {
        var length = ReadVarInt();
        if (length > (ulong)Remaining)
            ThrowShort();
        return (int)length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _end - _position)
            ThrowShort();
        var span = _bytes.Slice(_position, count);
        _position += count;
        return span;
    }

    [DoesNotReturn]
    private static void ThrowShort() => Throw("fewer bytes than it says");
}
