using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Mining.Threads;

namespace MiningGrid.Grains.Tests.Mining.Load;

public sealed class LinuxOtherWorkTests : IDisposable
{
    // user nice system idle iowait irq softirq steal, in hundredths of a second.
    private const string Machine = """
        cpu  1000 9000 200 5000 70 30 40 600 0 0
        cpu0 500 4500 100 2500 35 15 20 300 0 0
        cpu1 500 4500 100 2500 35 15 20 300 0 0
        intr 1234
        """;

    private readonly ControlGroups _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void It_is_what_the_machine_did_less_what_this_program_did()
    {
        _files.With("proc/stat", Machine)
            .With("proc/self/stat", State("mini) grid", user: 300, system: 20, nice: 0))
            .With("proc/self/task/1/stat", State("main", user: 300, system: 20, nice: 0));
        var others = new LinuxOtherWork(_files.Root);
        Assert.Equal(2, others.Cores);
        Assert.Equal(TimeSpan.FromSeconds(12.7 - 3.2), others.Read());
    }

    [Fact]
    public void What_stands_back_counts_neither_as_its_own_nor_as_others()
    {
        _files.With("proc/stat", Machine)
            .With("proc/self/stat", State("minegrid", user: 4_100, system: 20, nice: 0))
            .With("proc/self/task/1/stat", State("main", user: 100, system: 10, nice: 0))
            .With("proc/self/task/2/stat", State("worker", user: 4_000, system: 10, nice: 10));
        Assert.Equal(TimeSpan.FromSeconds(12.7 - 1.2), new LinuxOtherWork(_files.Root).Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("cpu a b c d e f g h")]
    public void What_is_not_understood_is_not_told(string machine)
    {
        _files.With("proc/stat", machine);
        Assert.Null(new LinuxOtherWork(_files.Root).Read());
    }

    [Fact]
    public void This_machine_tells() => Assert.True(new LinuxOtherWork().Read() > TimeSpan.Zero);

    private static string State(string name, int user, int system, int nice) =>
        $"17 ({name}) S 1 1 1 0 -1 4194560 100 0 0 0 {user} {system} 0 0 20 {nice} 9 0 1234 0 0";
}
