using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Empties the catalog when the silo stops: running calls finish, then every activation is deactivated.</summary>
internal sealed partial class CatalogDrain(Catalog catalog, ReferenceRuntime runtime, CallRouter router, TimeProvider time, ILogger<CatalogDrain> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan AnswersPoll = TimeSpan.FromMilliseconds(10);
    private static readonly DeactivationReason Reason = new(DeactivationReasonCode.ShuttingDown, "The silo shuts down.");

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<CatalogDrain>(ServiceLifecycleStage.BecomeActive, static _ => Task.CompletedTask, _ =>
        {
            catalog.BeginStop();
            return Task.CompletedTask;
        });
        lifecycle.Subscribe<CatalogDrain>(ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, Drain);
    }

    private async Task Drain(CancellationToken token)
    {
        if (catalog.IsAbandoned)
        {
            foreach (var activation in catalog.Activations)
                activation.Deactivate(Reason, token);
        }
        else
        {
            await Empty(token);
            if (router.HasOtherSilos)
                await WaitForAnswersFromElsewhere(token);
        }

        runtime.Pending.FailAll(new SiloUnavailableException("The silo has stopped."));
    }

    /// <summary>
    /// Calls that were sent on when their activation went are answered by other silos. Each has its response time-out; what is called from
    /// now on is not waited for.
    /// </summary>
    private async Task WaitForAnswersFromElsewhere(CancellationToken token)
    {
        var begun = time.GetTimestamp();
        while (runtime.Pending.AnyMadeBy(begun) && !token.IsCancellationRequested)
            await Task.Delay(AnswersPoll, time, CancellationToken.None);
    }

    private async Task Empty(CancellationToken token)
    {
        // A call that finishes may call a grain that is gone already, which brings it back; so look again until nothing is left.
        // Only once: grains that come back may call each other in the background, and would bring each other back for ever.
        while (catalog.Activations.ToArray() is { Length: > 0 } activations)
        {
            foreach (var activation in activations)
                activation.Deactivate(Reason, token);
            try
            {
                await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(token);
            }
            catch (OperationCanceledException)
            {
                LogTimedOut(logger, activations.Count(activation => !activation.Deactivated.IsCompleted));
                return;
            }

            catalog.Close();
        }
    }

    [LoggerMessage(EngineEvents.StopTimedOut, LogLevel.Warning, "The silo stops although {Count} activations have not ended in time.")]
    private static partial void LogTimedOut(ILogger logger, int count);
}
