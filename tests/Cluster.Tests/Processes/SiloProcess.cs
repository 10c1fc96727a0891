using System.Globalization;
using System.Net.Sockets;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Processes;

/// <summary>The silo's own program as a process, on free ports of loopback and with a working folder of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const int MaxAttempts = 5;

    private readonly TempFolder _folder;

    private SiloProcess(TempFolder folder, ProgramRun run, int siloPort, int gatewayPort)
    {
        _folder = folder;
        Run = run;
        SiloPort = siloPort;
        GatewayPort = gatewayPort;
    }

    public ProgramRun Run { get; }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    /// <summary>What it said when it was up.</summary>
    public string StartLine { get; private set; } = "";

    /// <summary>Starts one and waits until it says that it is up.</summary>
    /// <param name="settings">Such as <c>("Mining:Workers", "1")</c>.</param>
    public static async Task<SiloProcess> Start(params (string Name, string Value)[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var silo = Launch(settings);
            try
            {
                silo.StartLine = await silo.Run.WaitForLine("is up");
                return silo;
            }
            catch (InvalidOperationException) when (attempt < MaxAttempts && silo.Run.Error.Contains("another program listens", StringComparison.Ordinal))
            {
                await silo.DisposeAsync();
            }
            catch
            {
                await silo.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts one that may fail to start.</summary>
    public static SiloProcess Launch(params (string Name, string Value)[] settings)
    {
        int[] ports = FreePorts.Several(2);
        var siloPort = PortOf("Clustering:SiloPort", settings) ?? ports[0];
        var gatewayPort = PortOf("Clustering:GatewayPort", settings) ?? ports[1];
        var folder = new TempFolder();
        (string Name, string Value)[] all =
        [
            ("Clustering:SiloPort", siloPort.ToString(CultureInfo.InvariantCulture)),
            ("Clustering:GatewayPort", gatewayPort.ToString(CultureInfo.InvariantCulture)),
            ("Http:Port", "0"),
            .. settings,
        ];
        var run = ProgramRun.Start(Built.DotNet, [Built.Silo, .. all.SelectMany(setting => new[] { $"--{setting.Name}", setting.Value })], folder.Path);
        return new SiloProcess(folder, run, siloPort, gatewayPort);
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> Stop()
    {
        Run.Terminate();
        return Run.WaitForExit();
    }

    private static int? PortOf(string name, (string Name, string Value)[] settings) =>
        settings.LastOrDefault(setting => setting.Name == name).Value is { } port ? int.Parse(port, CultureInfo.InvariantCulture) : null;

    public async ValueTask DisposeAsync()
    {
        await Run.DisposeAsync();
        _folder.Dispose();
    }
}
