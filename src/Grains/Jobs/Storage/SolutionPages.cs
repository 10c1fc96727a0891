using Orleans.Runtime;
using Orleans.Storage;

namespace MiningGrid.Grains.Jobs;

/// <summary>
/// A search's solutions in records of bounded size, each written once: before the job's own record, which counts them.
/// One above the count was left by a crash; it is overwritten.
/// </summary>
internal sealed class SolutionPages(IGrainStorage storage, GrainId job)
{
    /// <summary>Solutions of a page.</summary>
    public const int Size = 1_024;

    public async Task<List<UInt128>> Read(int page)
    {
        var record = await Find(page);
        return record is { RecordExists: true, State: { } stored }
            ? PositionBytes.ReadPositions(stored.Positions)
            : throw new InvalidDataException($"Page {page} of the solutions of {job} is missing.");
    }

    public async Task Write(int page, IEnumerable<UInt128> positions)
    {
        var record = await Find(page);
        record.State = new StoredSolutions { Positions = PositionBytes.Of(positions) };
        await storage.WriteStateAsync(Name(page), job, record);
    }

    private static string Name(int page) => $"solutions-{page}";

    private async Task<GrainState<StoredSolutions>> Find(int page)
    {
        var record = new GrainState<StoredSolutions>(new StoredSolutions());
        await storage.ReadStateAsync(Name(page), job, record);
        return record;
    }
}
