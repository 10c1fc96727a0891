using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration) => new SiloBuilder(services, configuration);
}
