using System.Net.Sockets;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Grid;

/// <summary>A silo of its own process that commands connect to by its gateway.</summary>
public sealed class GridProcess : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private ProgramRun? _silo;

    /// <summary>The gateway, as --connect takes it.</summary>
    public string Gateway { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Gateway = $"127.0.0.1:{FreePorts.One()}";
        _silo = ProgramRun.Start(
            Built.DotNet,
            [
                Built.Silo, "--Clustering:SiloPort", "0", "--Clustering:GatewayPort", Gateway.Split(':')[1], "--Storage:Provider", "memory",
                "--Mining:Workers", "1", "--Http:Port", "0",
            ],
            _folder.Path);
        await _silo.WaitForLine("is up");
    }

    public async Task DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a command against it.</summary>
    internal Task<MinegridResult> Run(params string[] arguments) => Minegrid.Run(_folder, [.. arguments, "--connect", Gateway]);

    /// <summary>Starts a command against it.</summary>
    internal ProgramRun Start(params string[] arguments) => Minegrid.Start(_folder, [.. arguments, "--connect", Gateway]);
}
