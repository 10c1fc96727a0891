using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : LifecycleSubject(logger), ISiloLifecycle;
