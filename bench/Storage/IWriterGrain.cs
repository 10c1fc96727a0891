namespace MiningGrid.Bench.Storage;

/// <summary>A grain that writes its state, and says how long that took.</summary>
internal interface IWriterGrain : IGrainWithIntegerKey
{
    /// <returns>Microseconds of each write.</returns>
    Task<double[]> Write(int times);
}
