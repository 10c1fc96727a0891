using System.Runtime.InteropServices;

namespace MiningGrid.OpenCl.Native;

/// <summary>
/// Puts the process's handlers of faults back after a driver was loaded. .NET makes its exceptions of these signals; pocl takes over
/// SIGFPE while it loads, and from then on a division by zero would go on with any result. One thread at a time: another would
/// keep the driver's handlers; and pocl tells who asks for its devices while it loads that it has none.
/// </summary>
internal sealed unsafe partial class FaultSignals : IDisposable
{
    private const int SigactionBytes = 256; // more than the C library's structure has anywhere

    // SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, as Linux numbers them.
    private static readonly int[] Signals = OperatingSystem.IsLinux() ? [4, 5, 7, 8, 11] : [];

    private static readonly Lock OneThread = new();

    private readonly byte[][] _handlers = [.. Signals.Select(_ => new byte[SigactionBytes])];

    private FaultSignals()
    {
        for (var i = 0; i < Signals.Length; i++)
        {
            fixed (byte* handler = _handlers[i])
                Check(SetAction(Signals[i], null, handler));
        }
    }

    /// <summary>Until it is disposed of by the same thread.</summary>
    public static FaultSignals Keep()
    {
        OneThread.Enter();
        try
        {
            return new();
        }
        catch
        {
            OneThread.Exit();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            for (var i = 0; i < Signals.Length; i++)
            {
                fixed (byte* handler = _handlers[i])
                    Check(SetAction(Signals[i], handler, null));
            }
        }
        finally
        {
            OneThread.Exit();
        }
    }

    private static void Check(int result)
    {
        if (result != 0)
            throw new InvalidOperationException($"sigaction failed with {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int SetAction(int signal, void* action, void* before);
}
