using System.Runtime.InteropServices;

namespace MiningGrid.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks the command to stop, a second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private const int Interrupted = 130; // 128 + SIGINT, as shells have it
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;

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
        if (_stopping.IsCancellationRequested)
            Environment.Exit(Interrupted);
        _stopping.Cancel();
    }
}
