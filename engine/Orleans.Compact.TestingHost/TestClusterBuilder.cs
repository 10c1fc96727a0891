using Microsoft.Extensions.Configuration;

namespace Orleans.TestingHost;

/// <summary>Builds a <see cref="TestCluster"/>.</summary>
public class TestClusterBuilder
{
    private const short OfficialSilosCount = 2;

    private readonly List<Action> _configureBuilder = [];
    private readonly List<Action<IConfigurationBuilder>> _configureHost = [];

    public TestClusterBuilder()
        : this(OfficialSilosCount)
    {
    }

    public TestClusterBuilder(short initialSilosCount)
    {
        Options = new TestClusterOptions
        {
            InitialSilosCount = initialSilosCount,
            ClusterId = CreateClusterId(),
            ServiceId = Guid.NewGuid().ToString("N"),
        };
    }

    /// <summary>Configuration for the silos and the client.</summary>
    public Dictionary<string, string?> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public TestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; set; } = new SystemPorts();

    public static string CreateClusterId() => $"testcluster-{Guid.NewGuid():N}";

    public TestClusterBuilder ConfigureBuilder(Action configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        _configureBuilder.Add(configureDelegate);
        return this;
    }

    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        _configureHost.Add(configureDelegate);
        return this;
    }

    /// <typeparam name="T">An <see cref="ISiloConfigurator"/> or an <see cref="IHostConfigurator"/>.</typeparam>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(T).IsAssignableTo(typeof(ISiloConfigurator)) && !typeof(T).IsAssignableTo(typeof(IHostConfigurator)))
            throw new InvalidOperationException($"{typeof(T)} is neither an {nameof(ISiloConfigurator)} nor an {nameof(IHostConfigurator)}.");
        Options.SiloBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    /// <typeparam name="T">An <see cref="IClientBuilderConfigurator"/> or an <see cref="IHostConfigurator"/>.</typeparam>
    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(T).IsAssignableTo(typeof(IClientBuilderConfigurator)) && !typeof(T).IsAssignableTo(typeof(IHostConfigurator)))
            throw new InvalidOperationException($"{typeof(T)} is neither an {nameof(IClientBuilderConfigurator)} nor an {nameof(IHostConfigurator)}.");
        Options.ClientBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    public TestCluster Build()
    {
        foreach (var configure in _configureBuilder)
            configure();
        var configuration = new ConfigurationBuilder();
        configuration.AddInMemoryCollection(Properties);
        configuration.AddInMemoryCollection(Options.ToDictionary());
        foreach (var configure in _configureHost)
            configure(configuration);
        return new TestCluster(Options, configuration.Sources.AsReadOnly(), PortAllocator);
    }
}
