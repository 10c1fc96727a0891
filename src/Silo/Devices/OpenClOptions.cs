using MiningGrid.OpenCl;

namespace MiningGrid.Silo.Devices;

/// <summary>What a silo hashes with beside its CPU: a setting of the section <c>Mining</c>.</summary>
public sealed class OpenClOptions
{
    public const string Section = "Mining";

    /// <summary>Which OpenCL devices mine.</summary>
    /// <value>off, gpu (graphics cards and other accelerators), all (the CPU as a device too), or numbers such as 0,2. Default: off.</value>
    public string OpenCl { get; set; } = OpenClChoice.Off;
}
