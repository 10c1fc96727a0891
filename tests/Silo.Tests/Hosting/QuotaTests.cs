using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Hosting;

public sealed class QuotaTests
{
    private static readonly string[] Settings =
        ["--Clustering:SiloPort", "0", "--Clustering:GatewayPort", "0", "--Http:Port", "0", "--Storage:Provider", "memory"];

    [QuotaFact]
    public async Task In_a_container_there_is_a_worker_for_every_whole_core_of_the_quota()
    {
        using var folder = new TempFolder();
        using var group = CpuGroup.TryMake(1.5)!;
        await using var silo = Start(group, folder);
        Assert.Contains(" 1 worker.", await silo.WaitForLine("is up"), StringComparison.Ordinal);
        await Stop(silo);
    }

    [QuotaFact]
    public async Task More_workers_than_the_quota_has_cores_are_made_and_warned_of()
    {
        using var folder = new TempFolder();
        using var group = CpuGroup.TryMake(1)!;
        await using var silo = Start(group, folder, "--Mining:Workers", "3");
        Assert.Contains("there is room for 1 (of 1 cores)", await silo.WaitForLine("Mining:Workers is 3"), StringComparison.Ordinal);
        await Stop(silo);
    }

    private static ProgramRun Start(CpuGroup group, TempFolder folder, params string[] arguments) =>
        ProgramRun.Start("sh", group.Run(Built.DotNet, [Built.Silo, .. Settings, .. arguments]), folder.Path);

    private static async Task Stop(ProgramRun silo)
    {
        silo.Terminate();
        Assert.Equal(0, await silo.WaitForExit());
    }
}
