using System.Diagnostics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// A scanner whose code is in a good place. Now and then a kernel runs at half its rate for as long as the process lives, because of where its
/// code came to lie (docs/performance.md); another copy of it does not. With the first search of each kind it is seen whether the code is
/// about as fast as this CPU should run it, which takes a tenth of a millisecond if it is; else the next copy is compiled and measured.
/// </summary>
internal sealed class PlacedScanner : NonceScanner
{
    // Of the CPU's bound. Kernels in a good place reach 0.72 to 0.89 of it, and half to two thirds of that in a bad one.
    private const double Enough = 0.65;

    // A thread that has to leave its core meanwhile is late in one, or in some.
    private const int Attempts = 12;
    private const int Part = 4096;

    // A text has one block where a header's hash has two that are shortened.
    private const double TextShare = 0.55;

    private readonly Func<NonceScanner>[] _copies;
    private readonly NonceScanner _first;
    private readonly Lazy<double> _peak;
    private readonly Lock _lock = new();
    private NonceScanner? _nonces;
    private NonceScanner? _versions;
    private NonceScanner? _texts;

    /// <summary>Takes the copies; measures nothing yet.</summary>
    /// <param name="copies">Make the same scanner, each with a copy of the code of its own.</param>
    public PlacedScanner(params Func<NonceScanner>[] copies)
    {
        _copies = copies;
        _first = copies[0]();
        _peak = new Lazy<double>(() => VectorPeak.Measure(_first.Lanes));
    }

    public override string Name => _first.Name;

    public override bool IsSupported => _first.IsSupported;

    public override double InstructionsPerHash => _first.InstructionsPerHash;

    public override double InstructionsPerRolledHash => _first.InstructionsPerRolledHash;

    public override int Lanes => _first.Lanes;

    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop) =>
        (_nonces ?? Place(ref _nonces, InstructionsPerHash, ScanNonces)).Scan(header, target, first, count, hits, stop);

    public override ScanResult ScanVersions(
        ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop) =>
        (_versions ?? Place(ref _versions, InstructionsPerRolledHash, ScanVersions)).ScanVersions(header, target, first, count, hits, stop);

    internal override TextSearch SearchText(byte[] text) =>
        (_texts ?? Place(ref _texts, InstructionsPerHash * TextShare, HashTexts)).SearchText(text);

    /// <summary>The first copy that is fast enough, or the fastest.</summary>
    /// <param name="copies">What makes them.</param>
    /// <param name="enough">Hashes a second that are enough.</param>
    /// <param name="rateOf">Measures one; given what is enough.</param>
    internal static NonceScanner Choose(IEnumerable<Func<NonceScanner>> copies, double enough, Func<NonceScanner, double, double> rateOf)
    {
        (NonceScanner? Scanner, double Rate) best = (null, 0);
        foreach (var make in copies)
        {
            var copy = make();
            var rate = rateOf(copy, enough);
            if (best.Scanner is null || rate > best.Rate)
                best = (copy, rate);
            if (rate >= enough)
                break;
        }
        return best.Scanner ?? throw new ArgumentException("There is no copy.", nameof(copies));
    }

    private NonceScanner Place(ref NonceScanner? place, double instructions, Func<NonceScanner, ulong> search)
    {
        if (!IsSupported)
            return _first; // which says so
        lock (_lock)
            return place ??= Choose(_copies, Enough * _peak.Value / instructions, (copy, enough) => Rate(() => search(copy), enough));
    }

    private static double Rate(Func<ulong> search, double enough)
    {
        search(); // compiles it
        var best = 0.0;
        for (var attempt = 0; attempt < Attempts && best < enough; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            var hashes = search();
            best = Math.Max(best, hashes / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return best;
    }

    private static ulong ScanNonces(NonceScanner copy) => copy.Scan(new byte[HeaderSize], UInt256.Zero, 0, Part, new uint[1], new StopSignal()).Scanned;

    private static ulong ScanVersions(NonceScanner copy) => copy.ScanVersions(new byte[HeaderSize], UInt256.Zero, 0, Part, new ulong[1], new StopSignal()).Scanned;

    private static ulong HashTexts(NonceScanner copy)
    {
        using var search = copy.SearchText([]);
        ulong hashed = 0;
        while (hashed < Part)
            hashed += search.Next(LastDigits.FirstNumber + hashed, Part, 0, out _);
        return hashed;
    }
}
