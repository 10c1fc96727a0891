using System.Reflection;
using Microsoft.Extensions.Options;
using MiningGrid.Grains.Chain;
using MiningGrid.Grains.Grid;
using MiningGrid.Grains.Jobs;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Devices;
using MiningGrid.Silo.Redis;
using MiningGrid.Silo.Replication;
using MiningGrid.Silo.Security;
using MiningGrid.Silo.Storage;
using MiningGrid.Silo.Web;

namespace MiningGrid.Silo.Hosting;

/// <summary>
/// The settings there are. A misspelt one would be passed over in silence and its default taken: it stops the start instead.
/// </summary>
internal static class KnownSettings
{
    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        [ClusteringOptions.Section] = NamesOf(typeof(ClusteringOptions)),
        [SqliteStorageOptions.Section] = ["Provider", .. NamesOf(typeof(SqliteStorageOptions))],
        [RedisOptions.Section] = NamesOf(typeof(RedisOptions)),
        [ReplicationOptions.Section] = NamesOf(typeof(ReplicationOptions)),
        [SecurityOptions.Section] = NamesOf(typeof(SecurityOptions)),
        [MiningOptions.Section] = [.. NamesOf(typeof(AutoStartOptions)), .. NamesOf(typeof(MiningOptions)), .. NamesOf(typeof(OpenClOptions))],
        [ChainOptions.Section] = NamesOf(typeof(ChainOptions)),
        [JobsOptions.Section] = NamesOf(typeof(JobsOptions)),
        [GridOptions.Section] = NamesOf(typeof(GridOptions)),
        [HttpOptions.Section] = NamesOf(typeof(HttpOptions)),
    };

    /// <exception cref="OptionsValidationException">A setting of one of our sections does not exist.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (section, names) in Sections)
        {
            foreach (var setting in configuration.GetSection(section).GetChildren())
            {
                if (!names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                    throw Wrong($"{section}:{setting.Key} is not a setting; those of {section} are {string.Join(", ", names)}.");
            }
        }
    }

    /// <exception cref="OptionsValidationException">An argument is no setting of a known section with a value.</exception>
    public static void CheckArguments(string[] arguments)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            var name = argument.Split('=', 2)[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !IsKnownSection(name[2..]))
                throw Wrong($"'{name}' is not a setting; allowed is --Section:Name VALUE with a section of {string.Join(", ", Sections.Keys)}, Logging.");
            if (name[2..].Equals(ApiKey.Setting, StringComparison.OrdinalIgnoreCase))
                throw Wrong($"{ApiKey.Setting} is not taken from the command line, which every user of the machine can read; allowed are the environment's {ApiKey.Variable}, appsettings.json, and a file, Http:ApiKeyFile.");
            if (argument.Contains('='))
                continue;
            if (++index == arguments.Length)
                throw Wrong($"{name[2..]} needs a value: {name} VALUE.");
        }
    }

    private static bool IsKnownSection(string setting) =>
        setting.Split(':') is [var section, _, ..]
        && (Sections.ContainsKey(section) || section.Equals("Logging", StringComparison.OrdinalIgnoreCase));

    private static string[] NamesOf(Type options) =>
        [.. options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name)];

    private static OptionsValidationException Wrong(string message) => new("Settings", typeof(KnownSettings), [message]);
}
