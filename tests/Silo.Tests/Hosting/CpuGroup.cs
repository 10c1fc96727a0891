namespace MiningGrid.Silo.Tests.Hosting;

/// <summary>A control group of Linux with a CPU quota, in either version.</summary>
internal sealed class CpuGroup : IDisposable
{
    private const string Version1 = "/sys/fs/cgroup/cpu";
    private const string Version2 = "/sys/fs/cgroup";
    private const int PeriodMicroseconds = 100_000;

    private readonly DirectoryInfo _folder;

    private CpuGroup(DirectoryInfo folder) => _folder = folder;

    public static bool CanBeMade
    {
        get
        {
            using var group = TryMake(1);
            return group is not null;
        }
    }

    /// <summary>A group with a quota of so many cores; null where this user may not make one.</summary>
    public static CpuGroup? TryMake(double cores)
    {
        try
        {
            var isVersion1 = Directory.Exists(Version1);
            var folder = Directory.CreateDirectory(
                Path.Combine(isVersion1 ? Version1 : Version2, $"minegrid-test-{Guid.NewGuid():N}"));
            var group = new CpuGroup(folder);
            if (group.TryLimit(isVersion1, (int)(cores * PeriodMicroseconds)))
                return group;
            group.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // So it can't be made.
        }

        return null;
    }

    /// <summary>A command that runs another one in this group.</summary>
    public string[] Run(string program, params string[] arguments) =>
        ["-c", $"echo $$ > {this["cgroup.procs"]} && exec \"$@\"", "sh", program, .. arguments];

    /// <summary>The system lets a group go a moment after its last process.</summary>
    public void Dispose() =>
        Assert.True(SpinWait.SpinUntil(TryDelete, TimeSpan.FromSeconds(30)), $"waited for {_folder.FullName} to be empty");

    private string this[string file] => Path.Combine(_folder.FullName, file);

    private bool TryDelete()
    {
        try
        {
            _folder.Delete();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool TryLimit(bool isVersion1, int quota)
    {
        (string File, string Value)[] limits = isVersion1
            ? [("cpu.cfs_period_us", $"{PeriodMicroseconds}"), ("cpu.cfs_quota_us", $"{quota}")]
            : [("cpu.max", $"{quota} {PeriodMicroseconds}")];
        if (!limits.All(limit => File.Exists(this[limit.File])))
            return false;
        foreach (var (file, value) in limits)
            File.WriteAllText(this[file], value);
        return true;
    }
}
