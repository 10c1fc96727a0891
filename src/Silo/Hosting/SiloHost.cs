using Microsoft.Extensions.Logging.Console;
using MiningGrid.Silo.Health;
using MiningGrid.Silo.Web;

namespace MiningGrid.Silo.Hosting;

/// <summary>Makes hosts with a silo in them: for the silo's own program, and for programs that bring a silo along.</summary>
public static class SiloHost
{
    public const string EnvironmentPrefix = "MiningGrid__";

    private const string Name = "MiningGrid.Silo";

    /// <summary>
    /// The silo's own program. Settings come from appsettings.json beside the program, one in the working folder,
    /// the environment (<c>MiningGrid__Mining__Workers=2</c>) and the command line (<c>--Mining:Workers 2</c>); the later wins.
    /// </summary>
    public static WebApplication Create(string[] args)
    {
        KnownSettings.CheckArguments(args);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = Name });
        builder.Configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddCommandLine(args);
        builder.Logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddSimpleConsole(console => console.SingleLine = true);
        builder.LeaveStartFailuresToTheProgram();
        builder.AddWeb();
        builder.AddSilo(OfficialEngine.AddDashboard);
        builder.AddSiloHealth();
        builder.AddProgramServices();
        var app = builder.Build();
        app.MapWeb();
        return app;
    }

    /// <summary>
    /// A silo within another program: only the given settings count, warnings go to stderr, free ports are taken, and
    /// signals are left to the program.
    /// </summary>
    public static HostApplicationBuilder CreateEmbedded(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = Name });
        builder.Configuration
            .AddInMemoryCollection([new("Clustering:SiloPort", "0"), new("Clustering:GatewayPort", "0")])
            .AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Orleans.Runtime.Silo", LogLevel.Error) // it warns of a garbage collector that suits a program's silo well
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error) // and this one of every core being in use
            .AddFilter("Orleans.Runtime.HostedClient", LogLevel.Critical) // and this one of news on their way to a watch that has ended
            .AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.LeaveStartFailuresToTheProgram();
        builder.AddSilo();
        return builder;
    }

    // The host would log them with their stacks (as errors; what fails later is critical). The program says in one line what is wrong.
    private static void LeaveStartFailuresToTheProgram(this IHostApplicationBuilder builder) =>
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
}
