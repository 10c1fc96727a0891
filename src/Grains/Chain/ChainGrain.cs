using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using Orleans.Runtime;
using Orleans.Storage;

namespace MiningGrid.Grains.Chain;

/// <summary>
/// One chain: its head, its blocks, its work. This part makes and loads it; others take blocks and mine.
/// Calls that only read interleave: they look at <see cref="_head"/>, which is replaced as a whole after each commit.
/// </summary>
[GrainType(ChainNames.GrainType)]
internal sealed partial class ChainGrain : Grain, IChainGrain
{
    private readonly IPersistentState<ChainState> _state;
    private readonly TimeProvider _time;
    private readonly ILogger<ChainGrain> _logger;
    private readonly ChainOptions _options;
    private readonly ChainNews _news;
    private readonly ChainTrouble _trouble;
    private readonly BlockStore _blocks;
    private readonly WorkIssuer _work;
    private ChainHead? _head;

    public ChainGrain(
        [PersistentState(ChainNames.State, StorageNames.State)] IPersistentState<ChainState> state,
        [FromKeyedServices(StorageNames.Blocks)] IGrainStorage blocks,
        IOptions<ChainOptions> options,
        TimeProvider time,
        ILogger<ChainGrain> logger)
    {
        _state = state;
        _time = time;
        _logger = logger;
        _options = options.Value;
        _news = new ChainNews(_options.MaxObservers, time, logger);
        _trouble = new ChainTrouble(time);
        _work = new WorkIssuer(Name, time);
        _blocks = new BlockStore(blocks, this.GetGrainId(), ConfirmHead);
    }

    private string Name => this.GetPrimaryKeyString();

    private ChainHead Head => _head ?? throw new ChainNotFoundException($"There is no chain '{Name}'; create it first.");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _head = Parse();
        if (_head is { Stored.Mining: not null })
            StartPulse();
        return Task.CompletedTask;
    }

    public async Task<ChainStatus> Create(ChainParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!string.Equals(parameters.Name, Name, StringComparison.Ordinal))
            throw new InvalidRequestException($"The parameters are of a chain '{parameters.Name}'; this is '{Name}'.");
        if (_head is null)
        {
            await Guard(async () =>
            {
                var head = ChainHead.Create(parameters, _time.GetUtcNow());
                await _blocks.Write(0, parameters.Genesis);
                await Commit(head);
            });
            Created(_logger, Name, Head.Context.TipHash);
        }
        else if (!Head.Parameters.Equals(parameters))
        {
            throw new ChainExistsException($"The chain '{Name}' exists with other parameters: its id is {Head.Parameters.Id}, that of the given ones {parameters.Id}.");
        }

        return Status();
    }

    public Task<ChainStatus> GetStatus() => Task.FromResult(Status());

    public Task<ChainParameters> GetParameters() => Task.FromResult(Head.Parameters);

    public Task Subscribe(IChainObserver observer)
    {
        _news.Subscribe(observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IChainObserver observer)
    {
        _news.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private ChainStatus Status()
    {
        var (stored, context) = Head;
        var time = Math.Max(context.MedianTimePast + 1L, _time.GetUtcNow().ToUnixTimeSeconds());
        return new ChainStatus(
            Name,
            context.Height,
            context.TipHash,
            context.TipTime,
            context.Work,
            context.NextBits((uint)Math.Min(time, uint.MaxValue)),
            stored.Mining is not null,
            stored.RewardAddress,
            _trouble.Reason);
    }

    /// <summary>Stores a head, and only then shows it.</summary>
    private async Task Commit(ChainHead head)
    {
        _state.State = head.Stored;
        await _state.WriteStateAsync();
        _head = head;
    }

    /// <summary>Reads the head again after a failure: what was being written may be stored or not.</summary>
    private async Task Reload()
    {
        await _state.ReadStateAsync();
        if (_head is not null && !_state.RecordExists)
            GiveUp();
        _head = Parse();
        _trouble.Clear();
        if (_head?.Stored.Term != _work.Term)
            _work.EndTerm();
    }

    /// <summary>The record is not there any more: what this activation knows of the chain must not be taken for what is stored.</summary>
    private void GiveUp()
    {
        Lost(_logger, Name, Head.Context.Height);
        _head = null;
        _work.Withdraw();
        DeactivateOnIdle();
    }

    /// <summary>What is stored is not what this activation has written last.</summary>
    private async Task EndOutdated(InconsistentStateException cause)
    {
        DeactivateOnIdle();
        try
        {
            await _state.ReadStateAsync();
        }
        catch (Exception e)
        {
            StorageFailed(_logger, Name, e);
            return;
        }

        if (_head is not null && !_state.RecordExists)
            GiveUp();
        else
            Outdated(_logger, Name, cause);
    }

    /// <summary>What is said of the head, or denied, must not be the word of an activation that another has overtaken.</summary>
    private async Task ConfirmHead()
    {
        var etag = _state.Etag;
        await _state.ReadStateAsync();
        if (!string.Equals(_state.Etag, etag, StringComparison.Ordinal))
            throw new InconsistentStateException($"Another activation has moved the head of the chain '{Name}'.", _state.Etag, etag);
    }

    /// <summary>
    /// Runs what changes the store, after a failure with the head read again. When it fails nothing was acknowledged,
    /// and no work is out.
    /// </summary>
    private async Task Guard(Func<Task> change)
    {
        try
        {
            if (_trouble.IsOfStorage)
                await Reload();
            await change();
        }
        catch (InconsistentStateException e)
        {
            await EndOutdated(e);
            throw;
        }
        catch (Exception e) when (e is StorageException || e is not MiningGridException)
        {
            StorageFailed(_logger, Name, e);
            _work.Withdraw();
            _trouble.OfStorage($"The storage failed: {e.Message}");
            if (_head is not null)
                StartPulse();
            if (_head is { Stored.Mining: not null })
            {
                await Assign(null);
                await _news.Tell(Status());
            }

            throw e as StorageException ?? new StorageException($"The storage of the chain '{Name}' failed: {e.Message}", e);
        }
    }

    private ChainHead? Parse()
    {
        try
        {
            return ChainHead.Parse(_state.State);
        }
        catch (FormatException e)
        {
            throw new StorageException($"The stored head of the chain '{Name}' can't be read: {e.Message}", e);
        }
    }

    [LoggerMessage(1101, LogLevel.Information, "Chain {Chain} was made; its genesis is {Hash}.")]
    private static partial void Created(ILogger logger, string chain, Core.ProofOfWork.Hash256 hash);

    [LoggerMessage(1102, LogLevel.Warning, "Another activation of chain {Chain} has written; this one ends.")]
    private static partial void Outdated(ILogger logger, string chain, Exception cause);

    [LoggerMessage(1105, LogLevel.Error, "The storage has lost the chain {Chain}, which was at height {Height}: its blocks are not there any more, whoever was told of them. It has to be made anew. Does the storage keep its records on disk?")]
    private static partial void Lost(ILogger logger, string chain, long height);

    [LoggerMessage(1103, LogLevel.Error, "The storage of chain {Chain} failed; mining pauses until it is back.")]
    private static partial void StorageFailed(ILogger logger, string chain, Exception cause);
}
