namespace Orleans.Runtime;

/// <summary>One activation on a silo.</summary>
[GenerateSerializer]
public class DetailedGrainStatistic
{
    [Id(0)]
    public string GrainType { get; set; } = null!;

    [Id(1)]
    public SiloAddress SiloAddress { get; set; } = null!;

    [Id(2)]
    public GrainId GrainId { get; set; }
}
