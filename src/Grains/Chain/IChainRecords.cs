using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Grains.Chain;

/// <summary>The records of one chain, read outside a grain.</summary>
internal interface IChainRecords
{
    /// <summary>The record of a name; null when there is none.</summary>
    /// <exception cref="StorageException">The record can't be read.</exception>
    T? Read<T>(string name)
        where T : class;
}
