using MiningGrid.Client;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cluster.Tests.Grids;

/// <summary>A chain that a grid mines, and what its client heard of it: every block from height 1 on, each once, in order.</summary>
internal sealed class MinedChain : IAsyncDisposable
{
    private static readonly DateTimeOffset NoClock = DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue);

    private readonly IGridChain _chain;
    private readonly ChainParameters _parameters;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<BlockAccepted> _heard = [];
    private readonly Task _listening;

    private MinedChain(IGridChain chain, ChainParameters parameters)
    {
        _chain = chain;
        _parameters = parameters;
        _listening = Listen();
    }

    public IGridChain Chain => _chain;

    /// <value>How often the client had to begin to watch: once, and again each time the grid gave no answer for too long.</value>
    public int Watches { get; private set; }

    /// <value>How many blocks the client heard of.</value>
    public int Heard
    {
        get
        {
            lock (_heard)
                return _heard.Count;
        }
    }

    /// <summary>Makes a chain of a difficulty that never moves and mines it.</summary>
    /// <param name="grid">On this grid.</param>
    /// <param name="zeroBits">The difficulty.</param>
    public static async Task<MinedChain> Start(IMiningGrid grid, int zeroBits)
    {
        var parameters = ChainPresets.Solo("fault", (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 3_600, Target.FromZeroBits(zeroBits));
        var chain = await grid.CreateChain(parameters);
        await chain.StartMining(new MiningRequest(Address.Nobody.ToString()));
        return new MinedChain(chain, parameters);
    }

    /// <summary>Waits until the client has heard of so many more blocks.</summary>
    public async Task Grow(int blocks)
    {
        var goal = Heard + blocks;
        await GridEventually.Holds(() =>
        {
            if (_listening.IsFaulted)
                throw _listening.Exception!.InnerException!;
            return Task.FromResult(Heard >= goal ? null : $"{Heard} of {goal} blocks were heard of");
        });
    }

    /// <summary>Stops mining, and judges the stored chain by all rules, against all that the client heard.</summary>
    public async Task StopAndVerify()
    {
        await GridEventually.Answers(() => _chain.StopMining());
        var context = ChainContext.AtGenesis(_parameters);
        var stored = new List<Hash256> { _parameters.Genesis.Hash };
        await GridEventually.Holds(async () =>
        {
            await foreach (var (height, block) in _chain.GetBlocks(context.Height + 1))
            {
                Assert.True(height == context.Height + 1, $"block {height} follows on block {context.Height}");
                var reason = BlockValidator.Check(block, context, NoClock);
                Assert.True(reason.IsNone, $"block {height}: {reason}");
                context = context.Append(block.Header);
                stored.Add(block.Hash);
            }

            return null;
        });

        await GridEventually.Holds(() => Task.FromResult(Heard >= context.Height ? null : $"{Heard} of {context.Height} blocks were heard of"));
        lock (_heard)
        {
            Assert.Equal(context.Height, _heard.Count);
            foreach (var block in _heard)
                Assert.True(stored[(int)block.Height] == block.Hash, $"block {block.Height} {block.Hash} was acknowledged; stored is {stored[(int)block.Height]}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    // As a program that embeds the client does: go on from the next height whenever the grid gave no answer.
    private async Task Listen()
    {
        while (!_ending.IsCancellationRequested)
        {
            Watches++;
            try
            {
                await foreach (var block in _chain.WatchBlocks(Heard + 1, _ending.Token))
                {
                    Assert.True(block.Height == Heard + 1, $"block {block.Height} was told after block {Heard}");
                    lock (_heard)
                        _heard.Add(block);
                }
            }
            catch (GridUnavailableException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), _ending.Token);
            }
        }
    }
}
