using System.Text;

namespace Orleans;

/// <summary>A hash that is the same in every process: FNV-1a over bytes with a final mix.</summary>
internal static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var hash = 2166136261u;
        foreach (var b in data)
            hash = (hash ^ b) * 16777619u;
        return Mix(hash);
    }

    public static uint ComputeHash(string text) => ComputeHash(Encoding.UTF8.GetBytes(text));

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
