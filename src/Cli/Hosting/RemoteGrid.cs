using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Client;
using MiningGrid.Client.Connections;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Security;
using Orleans.Runtime;

namespace MiningGrid.Cli.Hosting;

/// <summary>A grid elsewhere, connected to from outside.</summary>
internal sealed class RemoteGrid : GridSession
{
    private static readonly TimeSpan ConnectFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    private RemoteGrid(IHost host)
    {
        _host = host;
        Client = host.Services.GetRequiredService<IMiningGrid>();
    }

    public override IMiningGrid Client { get; }

    /// <param name="target">The grid.</param>
    /// <param name="stopping">Gives up.</param>
    /// <param name="isWatching">Whether calls are to outlive longer failures.</param>
    /// <exception cref="CommandException">No silo of the grid can be reached.</exception>
    public static async Task<RemoteGrid> Connect(GridTarget target, CancellationToken stopping, bool isWatching = false)
    {
        IHost? host = null;
        try
        {
            // Without a log: what fails is told by the command.
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "minegrid" });
            builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
            builder.UseMiningGrid(target.Address, target.ClusterId, options =>
            {
                options.ConnectFor = ConnectFor;
                options.KeyFile = target.KeyFile;
                options.KeyPassphraseFile = target.KeyPassphraseFile;
                options.CallTimeout = CallTimeout;
                if (isWatching)
                    options.RetryFor = options.WatchRetryFor;
            });
            host = builder.Build();
            await host.StartAsync(stopping);
            return new(host);
        }
        catch (Exception exception)
        {
            host?.Dispose();
            stopping.ThrowIfCancellationRequested();
            if (exception is GridKeyException)
                throw CommandException.Failed(exception.Message, exception);
            var reason = exception is MiningGridException or SiloUnavailableException ? exception : exception.GetBaseException();
            throw CommandException.Failed($"No grid answers at {target}: {target.Address.Censor(reason.Message)}", exception);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await _host.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The process ends anyway.
        }

        _host.Dispose();
    }

    /// <summary>The command's own end is the host's.</summary>
    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
