using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

internal static class Problems
{
    public static readonly DiagnosticDescriptor NotSupported = new(
        "COMPACT1001",
        "Not supported in a grain",
        "{0}",
        "Orleans",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
}
