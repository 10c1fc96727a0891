using System.Diagnostics.CodeAnalysis;
using Compact.Calls.Wire;
using Compact.Serialization;
using Orleans.Runtime;

namespace Compact.Calls;

/// <inheritdoc/>
/// <typeparam name="TResult">What the method gives; <see cref="Nothing"/> when it gives nothing.</typeparam>
public abstract class Call<TResult> : Call
{
    private TaskCompletionSource<TResult>? _answer;

    protected Call(MethodDescriptor method)
        : base(method)
    {
    }

    internal Task<TResult> Answer => _answer!.Task;

    internal override bool IsCompleted => _answer is { } answer ? answer.Task.IsCompleted : Arrival is { IsSettled: true };

    /// <summary>Calls the method on the grain or observer.</summary>
    protected abstract ValueTask<TResult> Invoke(object target);

    /// <summary>For methods that return a plain task.</summary>
    protected static ValueTask<Nothing> WithNothing(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.IsCompletedSuccessfully ? default : Wait(task);

        static async ValueTask<Nothing> Wait(Task task)
        {
            await task;
            return default;
        }
    }

    /// <inheritdoc cref="WithNothing(Task)"/>
    protected static ValueTask<Nothing> WithNothing(ValueTask task) => task.IsCompletedSuccessfully ? default : WithNothing(task.AsTask());

    /// <summary>Makes the task that its caller, in this process, waits for.</summary>
    internal void ExpectAnswer()
    {
        // Nothing of the caller may run where the callee completes: its continuations are queued.
        _answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed override void Begin(CallTarget target)
    {
        ValueTask<TResult> running;
        try
        {
            if (Context is { } context)
                RequestContext.Current = context;
            running = target.Filters.Length == 0
                ? Invoke(target.Instance!)
                : IncomingFilterChain.Run(this, target);
        }
        catch (Exception exception)
        {
            Complete(target, exception);
            return;
        }

        if (running.IsCompletedSuccessfully)
            Complete(target, running.GetAwaiter().GetResult());
        else
            _ = CompleteLater(target, running);
    }

    internal sealed override async ValueTask<object?> InvokeBoxed(object instance) => await Invoke(instance);

    internal sealed override bool TryFail(Exception exception)
    {
        if (Arrival is not null)
            return TryFailArrived(exception);
        if (_answer is null || !_answer.TrySetException(exception))
            return false;
        Settle();
        return true;
    }

    internal sealed override bool TryCancel(CancellationToken token)
    {
        if (Arrival is not null)
            return TryFailArrived(new OperationCanceledException(token));
        if (_answer is null || !_answer.TrySetCanceled(token))
            return false;
        Settle();
        return true;
    }

    internal sealed override void WriteResult(ref WireWriter writer)
    {
        var result = ((CallArrival<TResult>)Arrival!).Result;
        var isThere = result is not null and not Nothing;
        writer.WriteByte((byte)(isThere ? AnswerKind.Result : AnswerKind.Nothing));
        if (isThere)
            writer.Codecs.GetCodec<TResult>().Write(ref writer, result);
    }

    internal sealed override void ReadResult(ref WireReader reader, AnswerKind kind)
    {
        var result = default(TResult)!;
        if (kind == AnswerKind.Result && result is not Nothing)
            result = reader.Codecs.GetCodec<TResult>().Read(ref reader);
        else if (kind is not (AnswerKind.Nothing or AnswerKind.Result))
            WireReader.Throw("an answer of an unknown kind");
        TryComplete(result);
    }

    private protected sealed override CallArrival MakeArrival(ICallOrigin? origin, GrainId? sourceId, long deadline) =>
        new CallArrival<TResult>(origin, sourceId, deadline);

    private async Task CompleteLater(CallTarget target, ValueTask<TResult> running)
    {
        TResult result;
        try
        {
            result = await running;
        }
        catch (Exception exception)
        {
            Complete(target, exception);
            return;
        }

        Complete(target, result);
    }

    private void Complete(CallTarget target, TResult result)
    {
        // What goes over the wire is written before the target goes on, and needs no copy.
        if (Method.ResultSlot >= 0 && Arrival is null && !TryCopy(ref result, out var failure))
        {
            Complete(target, failure);
            return;
        }

        target.End(this, null);
        TryComplete(result);
        target.GoOn();
    }

    private void TryComplete(TResult result)
    {
        if (_answer is not null)
        {
            if (_answer.TrySetResult(result))
                Settle();
        }
        else if (Arrival is CallArrival<TResult> arrival && !Method.IsOneWay && arrival.TrySettle())
        {
            arrival.Result = result;
            SettleArrived(arrival);
        }
    }

    private bool TryFailArrived(Exception exception)
    {
        var arrival = Arrival!;
        if (Method.IsOneWay || !arrival.TrySettle())
            return false;
        arrival.Failure = exception;
        SettleArrived(arrival);
        return true;
    }

    private void SettleArrived(CallArrival arrival)
    {
        Settle();
        if (arrival.Origin is { } origin)
            Runtime.Answer(this, origin);
    }

    private bool TryCopy(ref TResult result, [NotNullWhen(false)] out Exception? failure)
    {
        try
        {
            result = Reference.Shared.Copy(result, Method.ResultSlot);
            failure = null;
            return true;
        }
        catch (Exception exception)
        {
            failure = exception;
            return false;
        }
    }

    private void Complete(CallTarget target, Exception exception)
    {
        target.End(this, exception);
        TryFail(exception);
        target.GoOn();
    }
}
