namespace Compact.Calls;

/// <summary>Carries a caller's cancellation to the method: its token is cancelled in a turn of the target.</summary>
internal sealed class CallCancellation : Turn
{
    private readonly Call _call;
    private readonly CancellationTokenSource _target = new();
    private CancellationTokenRegistration _registration;

    public CallCancellation(Call call, CancellationToken callerToken)
    {
        _call = call;
        CallerToken = callerToken;
    }

    public CancellationToken CallerToken { get; }

    public CancellationToken Token => _target.Token;

    /// <summary>Begins to listen to the caller's token; after the call can be completed.</summary>
    public void Register()
    {
        _registration = CallerToken.UnsafeRegister(static state => ((CallCancellation)state!).OnCancelledByCaller(), this);
        if (_call.IsCompleted)
            Unregister();
    }

    public void Unregister() => _registration.Unregister();

    public void CancelTarget()
    {
        if (_call.Target is { } target)
            target.Post(this);
        else
            Run();
    }

    public override void Run() => _target.Cancel();

    private void OnCancelledByCaller()
    {
        if (!_call.Runtime.WaitForCancellationAcknowledgement)
            _call.TryCancel(CallerToken);
        _call.CancelTarget();
    }
}
