using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MiningGrid.Silo.Storage;

/// <summary>
/// A record's checksum: the first eight bytes of SHA-256 over its key, ETag and data. SQLite has none of its own,
/// and a flipped bit in a record must not pass for what was written.
/// </summary>
internal sealed class RecordChecksum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Of(RecordKey key, long etag, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(header, etag);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], key.Grain.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], key.State.Length);
        _hash.AppendData(header);
        _hash.AppendData(MemoryMarshal.AsBytes(key.Grain.AsSpan()));
        _hash.AppendData(MemoryMarshal.AsBytes(key.State.AsSpan()));
        _hash.AppendData(data);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }

    public void Dispose() => _hash.Dispose();
}
