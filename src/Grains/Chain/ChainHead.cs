using MiningGrid.Core.Blocks;

namespace MiningGrid.Grains.Chain;

/// <summary>A chain as it was last committed. Immutable: whoever reads while a block is being written sees the one before.</summary>
/// <param name="Stored">What is stored.</param>
/// <param name="Context">What it says of the chain.</param>
internal sealed record ChainHead(ChainState Stored, ChainContext Context)
{
    // Leaves as many terms to be counted.
    private const long LastFirstTerm = 1L << 30;

    private static readonly DateTimeOffset TermsBegin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public ChainParameters Parameters => Context.Chain;

    /// <param name="parameters">The chain's.</param>
    /// <param name="now">
    /// Terms begin with the seconds since then: a chain that was lost and is made again counts on above its former life, so that no
    /// work of that is taken for its own. If the clock is wrong that costs time, no block.
    /// </param>
    public static ChainHead Create(ChainParameters parameters, DateTimeOffset now)
    {
        var context = ChainContext.AtGenesis(parameters);
        var term = Math.Clamp((long)(now - TermsBegin).TotalSeconds, 0, LastFirstTerm);
        return new ChainHead(new ChainState { Parameters = parameters.ToBytes(), Context = context.ToBytes(), Term = term }, context);
    }

    /// <summary>Null when the chain was never created.</summary>
    /// <exception cref="FormatException">What is stored is not what was written.</exception>
    public static ChainHead? Parse(ChainState stored)
    {
        if (stored.Parameters.Length == 0)
            return null;
        var parameters = ChainParameters.Parse(stored.Parameters);
        return new ChainHead(stored, ChainContext.Parse(parameters, stored.Context));
    }

    /// <summary>The head after one more block; mining ends where it was asked to.</summary>
    public ChainHead Append(BlockHeader header)
    {
        var context = Context.Append(header);
        var mining = Stored.Mining is { StopAtHeight: { } stop } && context.Height >= stop ? null : Stored.Mining;
        return new ChainHead(Stored with { Context = context.ToBytes(), Mining = mining }, context);
    }
}
