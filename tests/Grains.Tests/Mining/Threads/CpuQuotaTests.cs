using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining.Threads;

public sealed class CpuQuotaTests : IDisposable
{
    private const string Mounts2 = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    private const string Mounts1 = """
        25 24 0:22 / /proc rw - proc proc rw
        31 23 0:27 /docker/4f /sys/fs/cgroup/cpu,cpuacct ro,nosuid master:11 - cgroup cgroup rw,cpu,cpuacct
        32 23 0:28 /docker/4f /sys/fs/cgroup/cpuset ro,nosuid master:12 - cgroup cgroup rw,cpuset
        """;

    private readonly ControlGroups _groups = new();

    public void Dispose() => _groups.Dispose();

    [Fact]
    public void Without_control_groups_there_is_no_quota() => Assert.Null(CpuQuota.Read(_groups.Root));

    [Theory]
    [InlineData("max 100000", null)]
    [InlineData("150000 100000", 1.5)]
    [InlineData("25000 50000", 0.5)]
    [InlineData("nonsense", null)]
    public void Version_2_writes_quota_and_period_in_one_file(string limit, double? expected)
    {
        _groups.With("proc/self/mountinfo", Mounts2).With("proc/self/cgroup", "0::/").With("sys/fs/cgroup/cpu.max", limit);
        Assert.Equal(expected, CpuQuota.Read(_groups.Root));
    }

    [Theory]
    [InlineData("-1", null)]
    [InlineData("250000", 2.5)]
    public void Version_1_writes_them_in_two_and_shows_a_container_its_own_group_alone(string quota, double? expected)
    {
        _groups.With("proc/self/mountinfo", Mounts1).With("proc/self/cgroup", "4:cpu,cpuacct:/docker/4f\n3:cpuset:/docker/4f\n0::/system")
            .With("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", quota).With("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000");
        Assert.Equal(expected, CpuQuota.Read(_groups.Root));
    }

    [Fact]
    public void The_tightest_limit_above_the_process_counts()
    {
        _groups.With("proc/self/mountinfo", Mounts2).With("proc/self/cgroup", "0::/user/job/step")
            .With("sys/fs/cgroup/user/job/step/cpu.max", "max 100000")
            .With("sys/fs/cgroup/user/job/cpu.max", "200000 100000")
            .With("sys/fs/cgroup/user/cpu.max", "300000 100000");
        Assert.Equal(2, CpuQuota.Read(_groups.Root));
    }
}
