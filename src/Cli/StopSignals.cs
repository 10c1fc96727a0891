using System.Runtime.InteropServices;

namespace MiningGrid.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the command to stop, a later one ends the process at once. One that comes right
/// behind the first is the same one, sent to the process and to its group.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int Interrupted = 130; // 128 + SIGINT, as shells have it
    private static readonly TimeSpan SameFor = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;
    private long _first;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Stopping => _stopping.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        var now = TimeProvider.System.GetTimestamp();
        if (Interlocked.CompareExchange(ref _first, now, 0) is var first && first == 0)
            _stopping.Cancel();
        else if (TimeProvider.System.GetElapsedTime(first, now) > SameFor)
            Environment.Exit(Interrupted);
    }
}
