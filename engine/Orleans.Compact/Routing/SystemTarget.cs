using Compact.Calls;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>An object of the runtime that every silo may call. Its calls run side by side on the thread pool.</summary>
internal sealed partial class SystemTarget(GrainId id, IGrainObserver instance, ILogger logger) : CallTarget
{
    private const int CallsMax = 4096;

    private int _calls;

    public override object Instance => instance;

    public override bool TryReceive(Call call)
    {
        call.Target = this;
        var calls = Interlocked.Increment(ref _calls);
        if (calls > CallsMax)
        {
            Interlocked.Decrement(ref _calls);
            call.TryFail(new LimitExceededException("Calls of a system target", calls, CallsMax, id.ToString()));
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.Begin(call.Target!), call, preferLocal: false);
        }

        return true;
    }

    public override void End(Work work, Exception? failure)
    {
        Interlocked.Decrement(ref _calls);
        if (failure is not null && work is Call { Method.IsOneWay: true } call)
            LogFailed(logger, failure, call);
    }

    public override void GoOn()
    {
        // Nothing waits: calls begin when they come.
    }

    public override void Post(Turn turn) => ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.Run(), turn, preferLocal: false);

    [LoggerMessage(EngineEvents.OneWayFailed, LogLevel.Warning, "The one-way call {Call} failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception, Call call);
}
