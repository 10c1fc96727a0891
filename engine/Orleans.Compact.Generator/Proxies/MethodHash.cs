using System.Text;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>A hash of a method's id: FNV-1a over its UTF-8, the same in every build.</summary>
internal static class MethodHash
{
    public static uint Of(string id)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(id))
            hash = unchecked((hash ^ b) * 16777619u);
        return hash;
    }
}
