using System.Collections.Immutable;
using System.Globalization;

namespace MiningGrid.Grains.Mining;

/// <summary>Cores by number as people write them for taskset: <c>0,2-5</c>.</summary>
internal static class CpuList
{
    /// <summary>What a list looks like.</summary>
    public const string Form = "cores by number such as 0,2-5";

    private const int MaxCore = 4_095;

    /// <summary>The cores of a list, ascending, each once; false when it is none.</summary>
    public static bool TryParse(string text, out ImmutableArray<int> cores)
    {
        var found = new SortedSet<int>();
        cores = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryParseCore(ends[0], out var first) || !TryParseCore(ends[^1], out var last) || last < first)
                return false;
            for (var core = first; core <= last; core++)
                found.Add(core);
        }

        cores = [.. found];
        return true;
    }

    /// <summary>The list of cores, in the shortest form.</summary>
    public static string Format(IEnumerable<int> cores)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var core in cores.Order())
        {
            if (runs.Count > 0 && runs[^1].Last == core - 1)
                runs[^1] = (runs[^1].First, core);
            else
                runs.Add((core, core));
        }

        return string.Join(',', runs.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}-{run.Last}"));
    }

    private static bool TryParseCore(string text, out int core) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out core) && core <= MaxCore;
}
