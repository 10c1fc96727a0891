using System.Globalization;
using System.Net.Sockets;
using MiningGrid.Silo.Tests.Processes;
using StackExchange.Redis;

namespace MiningGrid.Cluster.Tests.Processes;

/// <summary>A redis-server of a test's own, on a port of loopback that it keeps when it is started again. It does not outlive the test.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string ProgramName = "redis-server";
    private const int MaxAttempts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();
    private readonly string[] _settings;
    private ProgramRun? _run;

    private RedisServer(int port, string[] settings)
    {
        Port = port;
        _settings = settings;
    }

    public int Port { get; }

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts one that keeps nothing, unless it is told to.</summary>
    /// <param name="settings">More arguments: <c>--appendonly yes</c>, <c>--replicaof 127.0.0.1 PORT</c>.</param>
    public static async Task<RedisServer> Start(params string[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new RedisServer(FreePorts.One(), settings);
            try
            {
                await server.Start();
                return server;
            }
            catch (InvalidOperationException) when (attempt < MaxAttempts && server.IsPortTaken)
            {
                // Somebody else was given it in between.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts one that follows another, and waits until it has what the other has.</summary>
    public static async Task<RedisServer> StartReplica(RedisServer leader)
    {
        var replica = await Start("--replicaof", "127.0.0.1", leader.Port.ToString(CultureInfo.InvariantCulture));
        using var late = new CancellationTokenSource(Patience);
        while (((RedisResult[]?)await replica.Ask(database => database.ExecuteAsync("ROLE")))?[3].ToString() != "connected")
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"the replica {replica.Endpoint} did not follow {leader.Endpoint} within {Patience}");
        }

        return replica;
    }

    /// <summary>Starts it again after it was stopped or killed: with what it has on disk, which is nothing but an append-only file's.</summary>
    public async Task Start()
    {
        _run = ProgramRun.Start(Find(),
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder.Path,
            "--save", "", "--appendonly", "no", "--appendfsync", "always", "--repl-diskless-sync-delay", "0", "--enable-debug-command", "local",
            .. _settings,
        ], _folder.Path);
        await _run.WaitForLine("eady to accept connections");
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task Stop()
    {
        Run.Continue();
        Run.Terminate();
        await Run.WaitForExit();
    }

    /// <summary>Ends it without a chance to do anything more.</summary>
    public async Task Kill()
    {
        Run.Kill();
        await Run.WaitForExit();
    }

    /// <summary>Starts it again after it was stopped or killed, without anything that it had on disk.</summary>
    public async Task StartEmpty()
    {
        foreach (var folder in Directory.GetDirectories(_folder.Path, "appendonly*"))
            Directory.Delete(folder, recursive: true);
        await Start();
    }

    /// <summary>Halts it: connections stay open, nothing is answered.</summary>
    public void Pause() => Run.Pause();

    public void Continue() => Run.Continue();

    /// <summary>Asks it something, by a connection of the test's own.</summary>
    public async Task<T> Ask<T>(Func<IDatabase, Task<T>> question)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(Options());
        try
        {
            return await question(connection.GetDatabase());
        }
        finally
        {
            await connection.CloseAsync(allowCommandsToComplete: false);
        }
    }

    /// <summary>How to reach it, with the given time-out for a command.</summary>
    public ConfigurationOptions Options(int timeoutMilliseconds = 30_000)
    {
        var options = ConfigurationOptions.Parse(Endpoint);
        options.AbortOnConnectFail = false;
        options.AllowAdmin = true;
        options.SyncTimeout = timeoutMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(250);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        if (_run is not null)
            await _run.DisposeAsync();
        _folder.Dispose();
    }

    private ProgramRun Run => _run ?? throw new InvalidOperationException("It was not started.");

    private bool IsPortTaken => _run?.Output.Contains("Address already in use", StringComparison.Ordinal) == true;

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .Select(folder => Path.Combine(folder, ProgramName))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{ProgramName} is needed and not in PATH: sudo apt-get install --no-install-recommends {ProgramName}");
}
