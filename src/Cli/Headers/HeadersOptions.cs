namespace MiningGrid.Cli.Headers;

/// <summary>What <c>minegrid headers verify</c> was asked to do.</summary>
/// <param name="File">The file of headers.</param>
/// <param name="Network">Whose rules hold.</param>
/// <param name="Start">The height of the file's first header.</param>
/// <param name="Json">Whether the result goes out as a JSON line.</param>
internal sealed record HeadersOptions(string File, string Network, long Start, bool Json);
