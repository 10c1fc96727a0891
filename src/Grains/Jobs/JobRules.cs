using System.Text;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>What a submitted search may be, and what a node may send about it.</summary>
internal static class JobRules
{
    public const int MaxDataBytes = 64 * 1_024;
    public const int MaxCoinbaseBytes = 64 * 1_024;
    public const int MaxBranch = 32;
    public const int MaxSolutions = 1_000_000;
    public const int MaxReportedRanges = 4_096;
    public const int MaxReportedSolutions = 65_536;
    public const int MaxNodeIdLength = 200;

    private static readonly UInt128 Nonces = UInt128.One << 64;

    /// <exception cref="InvalidJobException">It is out of bounds.</exception>
    public static void Check(JobRequest request)
    {
        Require(Enum.IsDefined(request.Mode), "mode", request.Mode, string.Join(", ", Enum.GetNames<SearchMode>()));
        Require(request.MaxSolutions is >= 1 and <= MaxSolutions, "MaxSolutions", request.MaxSolutions, $"1 to {MaxSolutions}");
        switch (request.Puzzle)
        {
            case TextPuzzleSpec text:
                Check(text);
                break;
            case HeaderPuzzleSpec header:
                Require(header.Coinbase.Length <= MaxCoinbaseBytes, "coinbase's size", header.Coinbase.Length, $"up to {MaxCoinbaseBytes} bytes");
                Require(header.Branch.Length <= MaxBranch, "branch's length", header.Branch.Length, $"up to {MaxBranch}");
                break;
            default:
                throw new InvalidJobException("The job has no puzzle; a text or a block header is needed.");
        }

        try
        {
            request.Puzzle.ToPuzzle();
        }
        catch (ArgumentException e)
        {
            throw new InvalidJobException(e.Message, e);
        }
    }

    /// <exception cref="InvalidRequestException">It is out of bounds.</exception>
    public static void Check(LeaseRequest request)
    {
        CheckNode(request.NodeId);
        if (request.Workers < 0 || double.IsNaN(request.HashRate))
            throw new InvalidRequestException($"A lease was asked for with {request.Workers} workers at {request.HashRate} H/s.");
    }

    /// <exception cref="InvalidRequestException">It is out of bounds.</exception>
    public static void Check(LeaseReport report)
    {
        CheckNode(report.NodeId);
        if (report.Searched.IsDefault || report.Searched.Length > MaxReportedRanges)
            throw new InvalidRequestException($"A report has {Length(report.Searched)} ranges; allowed are up to {MaxReportedRanges}.");
        if (report.Solutions.IsDefault || report.Solutions.Length > MaxReportedSolutions)
            throw new InvalidRequestException($"A report has {Length(report.Solutions)} solutions; allowed are up to {MaxReportedSolutions}.");
    }

    private static int Length<T>(System.Collections.Immutable.ImmutableArray<T> items) => items.IsDefault ? 0 : items.Length;

    private static void CheckNode(string node)
    {
        if (string.IsNullOrEmpty(node) || node.Length > MaxNodeIdLength)
            throw new InvalidRequestException($"A node's id has {node?.Length ?? 0} characters; allowed are 1 to {MaxNodeIdLength}.");
    }

    private static void Check(TextPuzzleSpec text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text.Data);
        Require(bytes <= MaxDataBytes, "data's size", bytes, $"up to {MaxDataBytes} bytes of UTF-8");
        if (text.Count is not { } count)
            return;
        Require(count >= 1, "count", count, "1 and more");
        Require(text.Start + (UInt128)count <= Nonces, "start + count", text.Start + (UInt128)count, $"up to 2^64 = {Nonces}");
    }

    private static void Require(bool holds, string what, object value, string allowed)
    {
        if (!holds)
            throw new InvalidJobException($"The job's {what} is {value}; allowed is {allowed}.");
    }
}
