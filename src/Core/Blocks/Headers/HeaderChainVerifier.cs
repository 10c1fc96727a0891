using System.Collections.Immutable;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>
/// Verifies a Bitcoin network's headers one after the other in a bounded amount of memory: links, proof of work, retargets, median time
/// past and times ahead of the clock. From genesis on everything is checked; from a later start what can be, and
/// <see cref="HeaderChainReport.Unchecked"/> says what could not.
/// </summary>
public sealed class HeaderChainVerifier
{
    private readonly HeaderNetwork _network;
    private readonly DateTimeOffset _now;
    private readonly int _firstHeight;
    private readonly Hash256? _firstPrevious;

    private DifficultyWindow? _window;
    private Hash256 _tipHash;
    private UInt256 _work;
    private int _count;
    private int _retargetsChecked;
    private int _bitsUnchecked;
    private int _timesUnchecked;
    private HeaderFailure? _failure;

    /// <summary>Starts a verification.</summary>
    /// <param name="network">The network.</param>
    /// <param name="now">The clock, for the rule of times ahead of it.</param>
    /// <param name="firstHeight">The height of the first header; 0 for genesis, which then must be the network's.</param>
    /// <param name="firstPrevious">The hash of the first header's parent, where known; for heights above 0.</param>
    public HeaderChainVerifier(HeaderNetwork network, DateTimeOffset now, int firstHeight = 0, Hash256? firstPrevious = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(firstHeight);
        _network = network;
        _now = now;
        _firstHeight = firstHeight;
        _firstPrevious = firstPrevious;
    }

    /// <summary>What was found up to now.</summary>
    public HeaderChainReport Report => new(_firstHeight, _count, _tipHash, _work, _retargetsChecked, _failure, DescribeUnchecked());

    private int NextHeight => _firstHeight + _count;

    /// <summary>Verifies the next header.</summary>
    /// <param name="header">Its 80 bytes.</param>
    /// <returns><see cref="RejectReason.None"/>, or the rule that it breaks.</returns>
    /// <exception cref="InvalidOperationException">A header before it was bad: nothing after that means anything.</exception>
    public RejectReason Add(ReadOnlySpan<byte> header)
    {
        if (_failure is not null)
            throw new InvalidOperationException($"The header at {_failure}; none after it can be verified.");
        if (header.Length != BlockHeader.Size)
            return Fail(new RejectReason(RejectWords.DecodeFailed, $"{header.Length} bytes are left; a header has {BlockHeader.Size}"));

        Hash256 hash = Hash256.OfHeader(header);
        BlockHeader parsed = BlockHeader.Parse(header);
        RejectReason reason = HeaderRules.CheckProofOfWork(parsed.Bits, hash, _network.Difficulty.Limit);
        if (reason.IsNone)
            reason = _window is null ? CheckFirst(parsed, hash) : CheckNext(parsed, _window);
        if (reason.IsNone)
            reason = HeaderRules.CheckTimeAhead(parsed.Time, _now, ChainParameters.DefaultMaxSecondsAhead);
        if (!reason.IsNone)
            return Fail(reason);

        _window = _window?.Append(parsed.Time, parsed.Bits)
            ?? DifficultyWindow.StartAt(_network.Difficulty, new PastBlock(_firstHeight, parsed.Time, parsed.Bits));
        _work += Target.Work(Target.FromCompact(parsed.Bits));
        _tipHash = hash;
        _count++;
        return reason;
    }

    /// <summary>Verifies all headers of a stream: raw, 80 bytes each. Stops at the first bad one.</summary>
    /// <param name="stream">The stream; read to its end or to the first bad header.</param>
    /// <param name="progress">Told now and then how many headers are good.</param>
    /// <param name="cancellationToken">Ends the verification with an <see cref="OperationCanceledException"/>.</param>
    public async Task<HeaderChainReport> AddAllAsync(Stream stream, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[4096 * BlockHeader.Size];
        int read;
        do
        {
            read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            for (int at = 0; at < read && _failure is null; at += BlockHeader.Size)
                Add(buffer.AsSpan(at, Math.Min(BlockHeader.Size, read - at)));
            progress?.Report(_count);
        }
        while (read == buffer.Length && _failure is null);

        return Report;
    }

    private RejectReason CheckFirst(BlockHeader header, Hash256 hash)
    {
        if (_firstHeight == 0 && hash != _network.Genesis.Hash)
            return new RejectReason(RejectWords.BadGenesis, $"the first header's hash is {hash}; the genesis of {_network} is {_network.Genesis.Hash}");
        if (_firstPrevious is { } previous && header.PreviousHash != previous)
            return new RejectReason(RejectWords.PreviousNotFound, $"the parent is {header.PreviousHash}; it must be {previous}");
        if (_firstHeight > 0)
        {
            _bitsUnchecked++;
            _timesUnchecked++;
        }

        return RejectReason.None;
    }

    private RejectReason CheckNext(BlockHeader header, DifficultyWindow window)
    {
        if (header.PreviousHash != _tipHash)
            return new RejectReason(RejectWords.PreviousNotFound, $"the parent is {header.PreviousHash}; the header before is {_tipHash}");
        RejectReason reason = CheckBits(header, window);
        if (!reason.IsNone)
            return reason;
        if (window.KnowsMedianTimePast)
            return HeaderRules.CheckTimePast(header.Time, window.MedianTimePast);
        _timesUnchecked++;
        return RejectReason.None;
    }

    private RejectReason CheckBits(BlockHeader header, DifficultyWindow window)
    {
        BitcoinDifficulty rule = _network.Difficulty;
        if (rule.TryNext(window, header.Time, out CompactTarget expected))
        {
            RejectReason reason = HeaderRules.CheckBits(header.Bits, expected);
            if (reason.IsNone && rule.Retargets && rule.StartsPeriod(NextHeight))
                _retargetsChecked++;
            return reason;
        }

        _bitsUnchecked++;
        return rule.PermitsTransition(NextHeight, window.Tip.Bits, header.Bits)
            ? RejectReason.None
            : new RejectReason(RejectWords.BadDiffBits, $"no retarget leads from {window.Tip.Bits} to {header.Bits}: it changes by a factor of {BitcoinDifficulty.MaxStep} at most");
    }

    private RejectReason Fail(RejectReason reason)
    {
        _failure = new HeaderFailure(NextHeight, reason);
        return reason;
    }

    private ImmutableArray<string> DescribeUnchecked()
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (_firstHeight > 0 && _firstPrevious is null)
            notes.Add($"The link of height {_firstHeight}: its parent is not there.");
        if (_bitsUnchecked > 0)
        {
            notes.Add(
                $"The bits of {_bitsUnchecked} headers, the first at height {_firstHeight}: what decides them lies before the start. "
                + "A retarget among them was held to a factor of 4.");
        }

        if (_timesUnchecked > 0)
            notes.Add($"The median time past of {_timesUnchecked} headers from height {_firstHeight} on: the 11 before them are not all there.");
        return notes.ToImmutable();
    }
}
