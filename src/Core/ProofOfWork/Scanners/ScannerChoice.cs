using System.Diagnostics;
using System.Globalization;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>The scanner that a machine is best served with, and why.</summary>
/// <param name="Scanner">The scanner.</param>
/// <param name="Reason">What decided, in a sentence.</param>
public sealed record ScannerChoice(NonceScanner Scanner, string Reason)
{
    // Twice the width is twice the rate, or a CPU splits what is wide, or slows down for it: then both are close.
    private const double Clear = 1.5;

    private const int Attempts = 3;
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Chooses from scanners that this machine can run, the one expected to be the fastest first. Takes nothing when there is no
    /// question, a few milliseconds to see that there is none, and up to 30, besides compiling, to measure two that are close.
    /// </summary>
    internal static ScannerChoice Make(IReadOnlyList<NonceScanner> supported)
    {
        var (first, second) = (supported[0], supported.Count > 1 ? supported[1] : null);
        if (second is null || second.Name == "scalar" || (first.Lanes > 1 && second.Lanes > 1 && !HasCloseWidths(first, second)))
            return new(first, second is null ? "there is no other" : $"{second.Name} is never faster");
        if (first.Lanes > second.Lanes && second.Lanes > 1)
        {
            var ratio = VectorPeak.Measure(first.Lanes) * first.Lanes / (VectorPeak.Measure(second.Lanes) * second.Lanes);
            if (ratio >= Clear)
                return new(first, Text($"this CPU computes {ratio:f2} times as many words with its vectors as with those of {second.Name}"));
        }

        var (one, other) = (0.0, 0.0);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            one = Math.Max(one, Rate(first));
            other = Math.Max(other, Rate(second));
        }
        var (faster, slower, gain) = one >= other ? (first, second, one / other) : (second, first, other / one);
        return new(faster, Text($"it was measured at {gain:f2} times the rate of {slower.Name}"));
    }

    // With rotations in both: then they differ in width alone.
    private static bool HasCloseWidths(NonceScanner first, NonceScanner second) =>
        first.InstructionsPerHash * first.Lanes == second.InstructionsPerHash * second.Lanes;

    private static double Rate(NonceScanner scanner)
    {
        const ulong part = 2048;
        var hits = new uint[1];
        var stop = new StopSignal();
        var header = new byte[NonceScanner.HeaderSize];
        scanner.Scan(header, UInt256.Zero, 0, part, hits, stop); // compiles it
        ulong hashes = 0;
        var started = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            hashes += scanner.Scan(header, UInt256.Zero, 0, part, hits, stop).Scanned;
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < Attempt);
        return hashes / elapsed.TotalSeconds;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
