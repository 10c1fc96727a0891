using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The assemblies that may hold grains: those loaded, and all that they refer to.</summary>
internal static class GrainAssemblies
{
    private static readonly string[] Foreign = ["System", "Microsoft", "netstandard", "mscorlib", "xunit", "FSharp", "testhost"];

    public static IReadOnlyCollection<Assembly> Find()
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        if (Assembly.GetEntryAssembly() is { } entry)
            open.Push(entry);
        while (open.TryPop(out var assembly))
        {
            if (assembly.IsDynamic || IsForeign(assembly.GetName()) || !found.TryAdd(assembly.FullName!, assembly))
                continue;
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (!IsForeign(name) && !found.ContainsKey(name.FullName) && TryLoad(name) is { } referenced)
                    open.Push(referenced);
            }
        }

        return found.Values;
    }

    private static bool IsForeign(AssemblyName name) => Foreign.Any(prefix => name.Name!.StartsWith(prefix, StringComparison.Ordinal));

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}
