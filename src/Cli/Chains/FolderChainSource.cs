using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Chain;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Cli.Chains;

/// <summary>A chain in a data folder.</summary>
internal sealed class FolderChainSource(string data, string name) : ChainSource
{
    private readonly StoredChain _chain = StoredChain.Open(data, name);

    public override Task<ChainFacts> GetFacts(CancellationToken stopping)
    {
        var head = _chain.Head;
        return Task.FromResult(new ChainFacts(
            Path.GetFullPath(data), _chain.Parameters, head.Height, head.TipHash, head.TipTime, head.TipBits, head.Work));
    }

    public override Task<Block?> BlockAt(long height, CancellationToken stopping) => Task.FromResult(_chain.BlockAt(height));

    public override Task<long?> HeightOf(Hash256 hash, CancellationToken stopping) => Task.FromResult(_chain.HeightOf(hash));

    public override Task<ChainVerification> Verify(ChainFacts facts, CancellationToken stopping) =>
        Task.FromResult(_chain.Verify(cancellationToken: stopping));

    public override ValueTask DisposeAsync()
    {
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }
}
