using System.Runtime.CompilerServices;

namespace Compact.Serialization;

/// <summary>An enum is its number; one that this side has no name for yet is kept.</summary>
internal sealed class EnumCodec<T> : ICodec<T>, ICopier<T>
    where T : struct, Enum
{
    private static readonly int s_bits = Unsafe.SizeOf<T>() * 8;

    public WireType WireType => WireType.VarInt;

    public bool IsImmutable => true;

    public void Write(ref WireWriter writer, T value) => writer.WriteSigned(Unsafe.SizeOf<T>() switch
    {
        sizeof(sbyte) => Unsafe.BitCast<T, sbyte>(value),
        sizeof(short) => Unsafe.BitCast<T, short>(value),
        sizeof(int) => Unsafe.BitCast<T, int>(value),
        _ => Unsafe.BitCast<T, long>(value),
    });

    public T Read(ref WireReader reader)
    {
        var max = (1L << (s_bits - 1)) - 1;
        var value = reader.ReadSigned(-max - 1, max);
        return Unsafe.SizeOf<T>() switch
        {
            sizeof(sbyte) => Unsafe.BitCast<sbyte, T>((sbyte)value),
            sizeof(short) => Unsafe.BitCast<short, T>((short)value),
            sizeof(int) => Unsafe.BitCast<int, T>((int)value),
            _ => Unsafe.BitCast<long, T>(value),
        };
    }

    public T Copy(T value, CopyContext context) => value;
}
