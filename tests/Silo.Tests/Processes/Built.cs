using System.Reflection;

namespace MiningGrid.Silo.Tests.Processes;

/// <summary>Where the build left the programs under test.</summary>
internal static class Built
{
    public static string Repository { get; } = Path.GetFullPath(Read("Repository"));

    public static string Configuration { get; } = Read("Configuration");

    public static string Minegrid { get; } = Path.Combine(Repository, "src", "Cli", "bin", Configuration, "net10.0", "minegrid.dll");

    public static string Silo { get; } = Path.Combine(Repository, "src", "Silo", "bin", Configuration, "net10.0", "MiningGrid.Silo.dll");

    /// <summary>The dotnet that runs this test runs the programs too.</summary>
    public static string DotNet { get; } = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
        ? host
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Read(string key) => typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key).Value!;
}
