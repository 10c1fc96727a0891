namespace Orleans.Runtime;

/// <summary>How many activations of one grain class a silo has.</summary>
[GenerateSerializer]
public class SimpleGrainStatistic
{
    [Id(0)]
    public string GrainType { get; set; } = null!;

    [Id(1)]
    public SiloAddress SiloAddress { get; set; } = null!;

    [Id(2)]
    public int ActivationCount { get; set; }

    public override string ToString() => $"SimpleGrainStatistic: GrainType={GrainType} Silo={SiloAddress} NumActivations={ActivationCount}";
}
