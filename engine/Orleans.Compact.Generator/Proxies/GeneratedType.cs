namespace Orleans.Compact.Generator.Proxies;

/// <summary>What is written for one interface or class; values only, so that the generator runs again only where something changed.</summary>
/// <param name="Name">Of the type, in full.</param>
/// <param name="ManifestLine">The statement that adds it to the manifest.</param>
/// <param name="Source">A file of its own; null for classes.</param>
/// <param name="Problem">Why nothing can be written for it.</param>
internal sealed record GeneratedType(string Name, string ManifestLine, string? Source, string? Problem, LocationInfo? Location);
