using System.Security.Cryptography.X509Certificates;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Web;

/// <summary>A silo's process with its web endpoints on a free port.</summary>
internal sealed class WebSilo : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private WebSilo(TempFolder folder, ProgramRun run, SiloWeb web)
    {
        _folder = folder;
        Run = run;
        Web = web;
    }

    public ProgramRun Run { get; }

    public SiloWeb Web { get; }

    public static Task<WebSilo> Start(Dictionary<string, string?>? environment = null, params string[] arguments) => Start(null, environment, arguments);

    /// <summary>Starts one that is to show a certificate, or to speak http where that is null.</summary>
    public static async Task<WebSilo> Start(X509Certificate2? pinned, Dictionary<string, string?>? environment, params string[] arguments)
    {
        var folder = new TempFolder();
        var run = Launch(folder, environment, ["--Http:Port", "0", .. arguments]);
        try
        {
            return new WebSilo(folder, run, new SiloWeb(await run.WaitForLine("is up"), pinned));
        }
        catch
        {
            await run.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Starts one that is to fail.</summary>
    public static ProgramRun Launch(TempFolder folder, Dictionary<string, string?>? environment, params string[] arguments) => ProgramRun.Start(
        Built.DotNet,
        [Built.Silo, "--Clustering:SiloPort", "0", "--Clustering:GatewayPort", "0", "--Mining:Workers", "1", .. arguments],
        folder.Path,
        environment);

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        await Run.DisposeAsync();
        _folder.Dispose();
    }
}
