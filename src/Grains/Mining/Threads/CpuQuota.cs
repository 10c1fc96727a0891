using System.Globalization;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// The CPU time that a container gives its processes: the tightest limit on the way from this process's control group
/// up to the top, in either version of Linux's cgroups. .NET counts a part of a core as a whole one; workers that took it
/// for that would use up the quota early in each period, and the whole silo would stand still for the rest.
/// </summary>
internal static class CpuQuota
{
    /// <summary>The quota in cores, such as 1.5; null where there is none.</summary>
    /// <param name="root">The folder that holds proc and sys.</param>
    public static double? Read(string root = "/")
    {
        double? least = null;
        try
        {
            foreach (var folder in Folders(root))
            {
                if ((Version2(folder) ?? Version1(folder)) is { } quota && !(quota >= least))
                    least = quota;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What can't be read limits nothing that we know of.
        }

        return least;
    }

    private static IEnumerable<string> Folders(string root)
    {
        var groups = Path.Combine(root, "proc/self/cgroup");
        var mounts = Path.Combine(root, "proc/self/mountinfo");
        if (!File.Exists(groups) || !File.Exists(mounts))
            yield break;
        var memberships = File.ReadAllLines(groups);
        foreach (var mount in File.ReadLines(mounts))
        {
            if (!TryFind(mount, memberships, out var top, out var path))
                continue;
            top = Path.Combine(root, top.TrimStart('/'));
            for (; path.Length > 0; path = path[..path.LastIndexOf('/')])
                yield return top + path;
            yield return top;
        }
    }

    /// <summary>Whether a mount is one of control groups that limit CPU time; if so where, and which path in it is this process's.</summary>
    private static bool TryFind(string mount, string[] memberships, out string top, out string path)
    {
        // "36 35 98:0 /mounted/root /mount/point options... - type source superoptions"
        (top, path) = ("", "");
        if (mount.Split(" - ") is not [var where, var what] || where.Split(' ') is not [_, _, _, var mountedRoot, var point, ..])
            return false;
        var type = what.Split(' ');
        var prefix = type switch
        {
            ["cgroup2", ..] => "0:",
            ["cgroup", _, var controllers, ..] when controllers.Split(',').Contains("cpu") => null,
            _ => "none",
        };
        // "3:cpu,cpuacct:/path", or "0::/path" for version 2.
        var group = Array.Find(memberships, line => prefix is null
            ? line.Split(':') is [_, var controllers, ..] && controllers.Split(',').Contains("cpu")
            : line.StartsWith($"{prefix}:", StringComparison.Ordinal));
        if (group is null)
            return false;
        top = point;
        path = group.Split(':', 3)[2].TrimEnd('/');
        if (mountedRoot != "/")
            path = path.StartsWith(mountedRoot, StringComparison.Ordinal) ? path[mountedRoot.Length..] : "";
        return true;
    }

    private static double? Version2(string folder)
    {
        var file = Path.Combine(folder, "cpu.max");
        return File.Exists(file) && File.ReadAllText(file).Split(' ', StringSplitOptions.TrimEntries) is [var quota, var period]
            ? Divide(quota, period)
            : null;
    }

    private static double? Version1(string folder)
    {
        var (quota, period) = (Path.Combine(folder, "cpu.cfs_quota_us"), Path.Combine(folder, "cpu.cfs_period_us"));
        return File.Exists(quota) && File.Exists(period) ? Divide(File.ReadAllText(quota), File.ReadAllText(period)) : null;
    }

    /// <summary>No limit is written as "max" or as -1.</summary>
    private static double? Divide(string quota, string period) =>
        long.TryParse(quota, CultureInfo.InvariantCulture, out var time) && time > 0
        && long.TryParse(period, CultureInfo.InvariantCulture, out var every) && every > 0
            ? (double)time / every
            : null;
}
