using MiningGrid.Core.Blocks;

namespace MiningGrid.Grains.Chain;

/// <summary>A chain as it was last committed. Immutable: whoever reads while a block is being written sees the one before.</summary>
/// <param name="Stored">What is stored.</param>
/// <param name="Context">What it says of the chain.</param>
internal sealed record ChainHead(ChainState Stored, ChainContext Context)
{
    public ChainParameters Parameters => Context.Chain;

    public static ChainHead Create(ChainParameters parameters)
    {
        var context = ChainContext.AtGenesis(parameters);
        return new ChainHead(new ChainState { Parameters = parameters.ToBytes(), Context = context.ToBytes() }, context);
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
