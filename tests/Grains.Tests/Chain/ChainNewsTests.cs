using System.Threading.Channels;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Grains.Tests.Chain;

public sealed class ChainNewsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_observer_hears_of_every_block_until_it_leaves()
    {
        await using var silo = await ChainSilo.Run();
        await silo.Chain.Create(ChainSilo.Parameters());
        var heard = Channel.CreateUnbounded<BlockAccepted>();
        var observer = new Observer(heard);
        var reference = silo.Grains.CreateObjectReference<IChainObserver>(observer);
        await silo.Chain.Subscribe(reference);

        var block = await silo.SolveNext();
        await silo.Chain.SubmitBlock(block.ToBytes());
        var news = await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal(("test", 1, block.Hash), (news.Chain, news.Height, news.Hash));
        Assert.Equal(block.Header.ToBytes(), news.Header);
        Assert.Equal(block.TransactionIds(), news.TransactionIds);

        await silo.Chain.Unsubscribe(reference);
        await silo.Chain.SubmitBlock((await silo.SolveNext()).ToBytes());
        Assert.Equal(0, heard.Reader.Count);
        GC.KeepAlive(observer); // the engine holds it weakly
    }

    [Fact]
    public async Task More_observers_than_allowed_are_refused_until_others_expire()
    {
        await using var silo = await ChainSilo.Run(configure: options => options.MaxObservers = 1);
        await silo.Chain.Create(ChainSilo.Parameters());
        var first = silo.Grains.CreateObjectReference<IChainObserver>(new Observer(Channel.CreateUnbounded<BlockAccepted>()));
        var second = silo.Grains.CreateObjectReference<IChainObserver>(new Observer(Channel.CreateUnbounded<BlockAccepted>()));
        await silo.Chain.Subscribe(first);
        await silo.Chain.Subscribe(first);
        await Assert.ThrowsAsync<InvalidRequestException>(() => silo.Chain.Subscribe(second));
        silo.Time.Advance(TimeSpan.FromMinutes(6));
        await silo.Chain.Subscribe(second);
    }

    private sealed class Observer(Channel<BlockAccepted> heard) : IChainObserver
    {
        public Task BlockAccepted(BlockAccepted block)
        {
            heard.Writer.TryWrite(block);
            return Task.CompletedTask;
        }

        public Task StatusChanged(ChainStatus status) => Task.CompletedTask;
    }
}
