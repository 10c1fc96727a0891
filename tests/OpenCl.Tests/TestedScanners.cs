using MiningGrid.Core.ProofOfWork;
using MiningGrid.OpenCl;
using MiningGrid.OpenCl.Tests;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>The scanners that Core's tests are asked of here. With few places for hits, most batches of easy targets find more.</summary>
internal static class TestedScanners
{
    public const string Device = "opencl";
    public const string FewPlaces = "opencl with few places";

    private const string Scalar = "scalar"; // what the others are compared with

    private static readonly Lazy<IReadOnlyDictionary<string, NonceScanner>> Opened = new(() => new Dictionary<string, NonceScanner>(StringComparer.Ordinal)
    {
        [Device] = new OpenClScanner(TestDevice.Get()),
        [FewPlaces] = new OpenClScanner(TestDevice.Get(), places: 4),
        [Scalar] = NonceScanners.Get(Scalar),
    });

    public static IReadOnlyDictionary<string, NonceScanner> All => Opened.Value;

    public static IEnumerable<string> Names => [Device, FewPlaces];
}
