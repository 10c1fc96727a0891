using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo that runs in the process of its test.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private bool _isActive = true;
    private bool _isDisposed;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    /// <param name="stopGracefully">False ends the silo as a power cut would: nothing is finished, written or said.</param>
    public override async Task StopSiloAsync(bool stopGracefully)
    {
        if (stopGracefully)
            await StopSiloAsync(CancellationToken.None);
        else if (_isActive)
            await KillAsync();
    }

    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!_isActive)
            return;
        _isActive = false;
        try
        {
            await SiloHost.StopAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It was not to stop gracefully.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        try
        {
            await StopSiloAsync(stopGracefully: true);
        }
        finally
        {
            if (SiloHost is IAsyncDisposable host)
                await host.DisposeAsync();
            else
                SiloHost.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the host as the silo of that name.</summary>
    internal static async Task<InProcessSiloHandle> StartAsync(string name, short instance, IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new InProcessSiloHandle
        {
            Name = name,
            InstanceNumber = instance,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
    }

    private async Task KillAsync()
    {
        _isActive = false;
        await SiloHost.Services.GetRequiredService<Silo>().KillAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Blocking.Run(async () => await DisposeAsync());
        base.Dispose(disposing);
    }
}
