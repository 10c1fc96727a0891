namespace MiningGrid.KernelGenerator.Terms;

/// <summary>When a value is known. The whole algebra of the kernels is: do nothing later than it can be done.</summary>
public enum Stage
{
    /// <summary>Now: the generator computes it.</summary>
    Constant,

    /// <summary>Once a job: the same for all its candidates, computed in scalar code.</summary>
    Job,

    /// <summary>Once a candidate: computed in all lanes.</summary>
    Lane,
}
