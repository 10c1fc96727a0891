using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Compact.Calls;

/// <inheritdoc/>
/// <typeparam name="TResult">What the method gives; <see cref="Nothing"/> when it gives nothing.</typeparam>
public abstract class Call<TResult> : Call
{
    // Nothing of the caller may run where the callee completes: its continuations are queued.
    private readonly TaskCompletionSource<TResult>? _answer;

    protected Call(MethodDescriptor method)
        : base(method)
    {
        if (!method.IsOneWay)
            _answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal Task<TResult> Answer => _answer!.Task;

    internal override bool IsCompleted => _answer is { Task.IsCompleted: true };

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
        if (_answer is null || !_answer.TrySetException(exception))
            return false;
        Settle();
        return true;
    }

    internal sealed override bool TryCancel(CancellationToken token)
    {
        if (_answer is null || !_answer.TrySetCanceled(token))
            return false;
        Settle();
        return true;
    }

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
        if (Method.ResultSlot >= 0 && !TryCopy(ref result, out var failure))
        {
            Complete(target, failure);
            return;
        }

        target.End(this, null);
        if (_answer is not null && _answer.TrySetResult(result))
            Settle();
        target.GoOn();
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
