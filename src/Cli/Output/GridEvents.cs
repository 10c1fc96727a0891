using System.Globalization;
using System.Text.Json.Serialization;
using MiningGrid.Cli.Nodes;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Output;

/// <summary>How the mining of a chain goes.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Mining">Whether it is being mined.</param>
/// <param name="Height">Its height.</param>
/// <param name="Tip">The head's hash.</param>
/// <param name="NextBits">The next block's compact target.</param>
/// <param name="HashRate">H/s of all nodes together; absent when not asked for.</param>
/// <param name="RewardAddress">Where rewards go; absent when never set.</param>
/// <param name="Trouble">Why mining can't go on for now; absent when it can.</param>
internal sealed record MiningEvent(
    string Chain, bool Mining, long Height, string Tip, string NextBits, double? HashRate, string? RewardAddress, string? Trouble)
{
    [JsonPropertyOrder(-1)]
    public string Event => "mining";
}

/// <summary>A search. Positions are decimal numbers as text: JSON's own don't hold 128 bits.</summary>
internal sealed record JobEvent(
    string Id, string State, string Mode, string Size, string Searched, double Hashes, double HashRate, double ExpectedHashes,
    int Leases, int Solutions, SolutionEvent? Lowest, string Started, string? Ended, string? Trouble)
{
    [JsonPropertyOrder(-1)]
    public string Event => "job";

    public static JobEvent Of(JobStatus status) => new(
        status.Id, $"{status.State}".ToLowerInvariant(), $"{status.Mode}", $"{status.Size}", $"{status.Searched}", status.Hashes, status.HashRate,
        status.ExpectedHashes, status.Leases, status.Solutions, status.Best is { } best ? new SolutionEvent(best.Nonce, best.HashText) : null,
        Time(status.Created), status.Ended is { } ended ? Time(ended) : null, status.Trouble);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>A node.</summary>
internal sealed record NodeEvent(
    string Id, string Name, string State, int Workers, string Scanner, double HashRate, int Queue, string LastSeen, int FalseSolutions, string Version)
{
    [JsonPropertyOrder(-1)]
    public string Event => "node";

    public static NodeEvent Of(NodeStatus node) => new(
        node.Registration.Id, node.Registration.Name, NodeText.Word(node.State), node.Registration.Workers, node.Registration.Scanner, node.HashRate,
        node.Queue, node.LastSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), node.FalseSolutions, node.Registration.Version);
}
