using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace MiningGrid.Silo.Tests.Processes;

/// <summary>A program that runs beside the test. What it writes is kept; it does not outlive the test.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private int _openStreams = 2;

    private ProgramRun(ProcessStartInfo start)
    {
        _commandLine = string.Join(' ', [Path.GetFileName(start.FileName), .. start.ArgumentList]);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Read(_output);

    public string Error => Read(_error);

    /// <param name="fileName">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder; its settings are kept in a folder beneath.</param>
    /// <param name="environment">Variables to set, or to remove where null.</param>
    public static ProgramRun Start(
        string fileName, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MiningGrid", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment.Remove("MINEGRID_PASSPHRASE");
        start.Environment.Remove("MINEGRID_PASSPHRASE_FILE");
        start.Environment.Remove("MINEGRID_CONNECT");
        start.Environment.Remove("MINEGRID_CLUSTER");
        start.Environment.Remove("MINEGRID_KEY");
        start.Environment.Remove("MINEGRID_KEY_PASSPHRASE");
        start.Environment.Remove("MINEGRID_KEY_PASSPHRASE_FILE");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder, "config");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new(start);
    }

    /// <summary>The next line, of stdout or stderr, that a test waits for.</summary>
    public async Task<string> WaitForLine(string part)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(late.Token))
            {
                if (line.Contains(part, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException(Describe($"did not write a line with '{part}' within {Patience}"), exception);
        }
        throw new InvalidOperationException(Describe($"ended without a line with '{part}'"));
    }

    /// <summary>The program's exit code, when all that it wrote has been read.</summary>
    public async Task<int> WaitForExit()
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException(Describe($"did not end within {Patience}"), exception);
        }
        return _process.ExitCode;
    }

    public void Interrupt() => Send(2);

    public void Terminate() => Send(15);

    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Halts it in the middle of whatever it does, its connections open; <see cref="Continue"/> lets it go on.</summary>
    public void Pause() => Send(19);

    public void Continue() => Send(18);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public string Describe(string what) => string.Create(CultureInfo.InvariantCulture,
        $"'{_commandLine}' {what}.\n--- stdout\n{Output}--- stderr\n{Error}");

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref _openStreams) == 0)
                _lines.Writer.Complete();
            return;
        }
        lock (text)
            text.AppendLine(line);
        _lines.Writer.TryWrite(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private void Send(int signal)
    {
        if (kill(_process.Id, signal) != 0)
            throw new InvalidOperationException(Describe($"could not be sent signal {signal}"));
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
