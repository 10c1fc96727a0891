namespace MiningGrid.Silo.Tests.Hosting;

/// <summary>A test that gives a program a CPU quota; skipped where this user may not.</summary>
internal sealed class QuotaFactAttribute : FactAttribute
{
    public QuotaFactAttribute()
    {
        if (!CpuGroup.CanBeMade)
            Skip = "Needs the right to make a control group with a CPU quota.";
    }
}
