using MiningGrid.GrainInterfaces.Errors;
using Orleans.Serialization;

namespace MiningGrid.Silo.Storage;

/// <summary>Reads a record's data; whatever is wrong with it is told as ours.</summary>
internal static class RecordSerializer
{
    public static T Deserialize<T>(Serializer serializer, string path, RecordKey key, byte[] data)
    {
        try
        {
            return serializer.Deserialize<T>(data) is { } state ? state : throw new InvalidDataException("there is nothing in it");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new StorageException($"The record {key} in {path} can't be read as {typeof(T).Name}: {e.Message}", e);
        }
    }
}
