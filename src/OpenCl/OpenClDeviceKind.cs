namespace MiningGrid.OpenCl;

/// <summary>What a device is.</summary>
public enum OpenClDeviceKind
{
    /// <summary>A graphics card.</summary>
    Gpu,

    /// <summary>Another device beside the CPU.</summary>
    Accelerator,

    /// <summary>The CPU itself, which its own scanners serve better.</summary>
    Cpu,
}
