using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>The outside client of a test cluster, in a host of its own.</summary>
internal sealed class TestClient
{
    private readonly IHost _host;

    private TestClient(IHost host)
    {
        _host = host;
        Client = host.Services.GetRequiredService<IClusterClient>();
    }

    public IClusterClient Client { get; }

    public static async Task<TestClient> StartAsync(IHost host)
    {
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new TestClient(host);
    }

    public async Task StopAsync()
    {
        await _host.StopAsync();
        Kill();
    }

    /// <summary>Without a word to the cluster.</summary>
    public void Kill() => _host.Dispose();
}
