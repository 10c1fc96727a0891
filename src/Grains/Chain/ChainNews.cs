using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Utilities;

namespace MiningGrid.Grains.Chain;

/// <summary>A chain's observers; those that do not renew are forgotten, and there are never more than allowed.</summary>
internal sealed class ChainNews
{
    private static readonly TimeSpan Expiration = TimeSpan.FromMinutes(5);

    private readonly ObserverManager<IChainObserver> _observers;
    private readonly int _maxObservers;

    public ChainNews(int maxObservers, TimeProvider time, ILogger logger)
    {
        _maxObservers = maxObservers;
        _observers = new ObserverManager<IChainObserver>(Expiration, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    public void Subscribe(IChainObserver observer)
    {
        if (_observers.Count >= _maxObservers && !_observers.Observers.ContainsKey(observer))
        {
            _observers.ClearExpired();
            if (_observers.Count >= _maxObservers)
                throw new InvalidRequestException($"The chain has {_observers.Count} observers; allowed are {_maxObservers}.");
        }

        _observers.Subscribe(observer, observer);
    }

    public void Unsubscribe(IChainObserver observer) => _observers.Unsubscribe(observer);

    public Task Tell(BlockAccepted block) => _observers.Count == 0 ? Task.CompletedTask : _observers.Notify(observer => observer.BlockAccepted(block));

    public Task Tell(ChainStatus status) => _observers.Count == 0 ? Task.CompletedTask : _observers.Notify(observer => observer.StatusChanged(status));
}
