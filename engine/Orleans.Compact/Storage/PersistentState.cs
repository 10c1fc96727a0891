using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A record of a grain's state, and the storage that keeps it.</summary>
internal sealed partial class PersistentState<TState>(Activation activation, string stateName, string storageName, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> _record = new(New(activation));

    public TState State
    {
        get => _record.State;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(default);

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task ClearStateAsync() => ClearStateAsync(default);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Do("reading", StorageInstruments.Read, () => storage.ReadStateAsync(stateName, activation.GrainId, _record));
        if (_record.State is null)
            _record.State = New(activation);
    }

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Do("writing", StorageInstruments.Write, () => storage.WriteStateAsync(stateName, activation.GrainId, _record));
    }

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Do("clearing", StorageInstruments.Clear, () => storage.ClearStateAsync(stateName, activation.GrainId, _record));
        _record.State = New(activation);
    }

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    private static TState New(Activation activation) =>
        typeof(TState).IsValueType ? default! : ActivatorUtilities.CreateInstance<TState>(activation.ActivationServices);

    private async Task Do(string doing, StorageInstruments instruments, Func<Task> operation)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await operation();
            instruments.Done(Stopwatch.GetElapsedTime(begun), storageName, stateName);
        }
        catch (Exception exception)
        {
            instruments.Failed(storageName, stateName);
            var message = $"Error from storage provider {storageName} ({storage.GetType().Name}) while {doing} state {stateName} of {activation.GrainId}: {exception.Message}";
            LogFailed(activation.Logger, exception, message);
            if (exception is OrleansException)
                throw;
            throw new OrleansException(message, exception);
        }
    }

    [LoggerMessage(EngineEvents.StorageFailed, LogLevel.Warning, "{Message}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string message);
}
