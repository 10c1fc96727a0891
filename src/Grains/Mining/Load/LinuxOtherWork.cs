using System.Globalization;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// From Linux's /proc: the time of all programs but this one. Programs that stand back themselves (a nice above 0: another
/// silo's workers, a build in the background) don't count, or two silos on one machine would drive each other away.
/// </summary>
/// <param name="root">The folder that holds proc.</param>
internal sealed class LinuxOtherWork(string root = "/") : IOtherWork
{
    // USER_HZ, the same on every platform that .NET runs on.
    private const int TicksPerSecond = 100;

    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists("/proc/stat");

    /// <summary>A line "cpu3 …" for every core that is on.</summary>
    public int Cores => File.ReadLines(Path.Combine(root, "proc/stat"))
        .Count(line => line.StartsWith("cpu", StringComparison.Ordinal) && line.Length > 3 && char.IsAsciiDigit(line[3]));

    public TimeSpan? Read()
    {
        try
        {
            // What one's own work adds between two readings is taken off too late rather than too early: less load, not more.
            var machine = Machine();
            return TimeSpan.FromSeconds((double)(machine - Own()) / TicksPerSecond);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>"cpu user nice system idle iowait irq softirq steal …"</summary>
    private long Machine()
    {
        var line = File.ReadLines(Path.Combine(root, "proc/stat")).First();
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["cpu", var user, _, var system, _, _, var irq, var softIrq, ..]
            ? Number(user) + Number(system) + Number(irq) + Number(softIrq)
            : throw new FormatException($"No times in '{line}'.");
    }

    /// <summary>This process's part of that: all of its time but what its workers computed while they stood back.</summary>
    private long Own()
    {
        var (user, system, _) = Times(Path.Combine(root, "proc/self/stat"));
        var nice = 0L;
        foreach (var thread in Directory.EnumerateDirectories(Path.Combine(root, "proc/self/task")))
        {
            try
            {
                var times = Times(Path.Combine(thread, "stat"));
                nice += times.Nice > 0 ? times.User : 0;
            }
            catch (IOException)
            {
                // The thread ended.
            }
        }

        return user + system - nice;
    }

    /// <summary>"pid (name) state …": a name may hold anything, so fields count from its end.</summary>
    private static (long User, long System, long Nice) Times(string file)
    {
        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]), Number(fields[12]), Number(fields[16]));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
