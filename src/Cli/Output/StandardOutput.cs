using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiningGrid.Cli.Output;

/// <summary>
/// The console's own writer swallows what a closed pipe refuses, and `minegrid solo | head` would mine for nobody, for ever.
/// This one fails, and that ends the command.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static void FailWhenNobodyReads()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return;
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (stream.CanSeek)
            return; // a file always takes what is written, and FileStream would not write where the shell and others left off
        Console.SetOut(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
    }
}
