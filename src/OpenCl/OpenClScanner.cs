using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.OpenCl;

/// <summary>
/// Scans with an OpenCL device, batches of some tenths of a millisecond, two under way. The device computes the most significant
/// word of each hash; where that one is small enough, the platform's SHA-256 decides. Texts are hashed by the CPU.
/// </summary>
public sealed class OpenClScanner : NonceScanner, IDisposable
{
    /// <summary>What names of OpenCL scanners begin with.</summary>
    public const string NamePrefix = "opencl";

    private const int DefaultPlaces = 1_023;

    private readonly int _places;
    private readonly DeviceProgram _program;
    private readonly ConcurrentBag<DeviceQueue> _idle = [];
    private readonly BatchPace _pace = new();
    private long _rescanned;

    /// <summary>Opens a device, and has its driver compile the kernel: that can take seconds.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="OpenClException">The device can't be opened, or its driver can't compile the kernel.</exception>
    public OpenClScanner(OpenClDevice device)
        : this(device, DefaultPlaces)
    {
    }

    internal OpenClScanner(OpenClDevice device, int places)
    {
        ArgumentNullException.ThrowIfNull(device);
        Device = device;
        _places = places;
        _program = new DeviceProgram(device, places);
    }

    /// <summary>What it runs on.</summary>
    public OpenClDevice Device { get; }

    /// <inheritdoc/>
    public override string Name => NameOf(Device.Number);

    /// <inheritdoc/>
    public override bool IsSupported => true;

    /// <summary>The scanner's name for a device.</summary>
    /// <param name="number">The device's number.</param>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}:{number}");

    /// <inheritdoc/>
    /// <exception cref="OpenClException">The device failed: what was covered is not known.</exception>
    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckRange(header, first, count, hits);
        return Run(header, 0, target, first, count, hits, stop);
    }

    /// <inheritdoc/>
    /// <exception cref="OpenClException">The device failed: what was covered is not known.</exception>
    public override ScanResult ScanVersions(
        ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckVersionsRange(header, first, count, hits);
        return Run(header, VersionRolling.SharedBits, target, first, count, hits, stop);
    }

    /// <summary>Closes the device; no scan may be under way.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var queue))
            queue.Dispose();
        _program.Dispose();
    }

    /// <summary>Batches in which the device found more than there are places for, so that the CPU scanned them again.</summary>
    internal long Rescanned => Interlocked.Read(ref _rescanned);

    internal override TextSearch SearchText(byte[] text) => NonceScanners.Best.SearchText(text);

    private ScanResult Run<TNumber>(
        ReadOnlySpan<byte> header, int versionBits, UInt256 target, ulong first, ulong count, Span<TNumber> hits, StopSignal stop)
        where TNumber : unmanaged, IBinaryInteger<TNumber>
    {
        if (count == 0 || stop.IsSet)
            return default;
        if (!_idle.TryTake(out var queue))
            queue = new DeviceQueue(_program, _places);
        var isWhole = false;
        try
        {
            queue.Load(new DeviceHeader(header, versionBits));
            var scan = new DeviceScan<TNumber>(queue, _pace, _places, header, versionBits, target, hits);
            var result = scan.Run(first, count, stop);
            Interlocked.Add(ref _rescanned, scan.Rescanned);
            while (queue.UnderWay > 0)
                queue.End();
            isWhole = true;
            return result;
        }
        finally
        {
            if (isWhole)
                _idle.Add(queue);
            else
                queue.Dispose();
        }
    }
}
