namespace MiningGrid.Silo.Storage;

/// <summary>Names a record: the grain it belongs to and the state's name.</summary>
internal readonly record struct RecordKey(string Grain, string State)
{
    public override string ToString() => $"{State} of {Grain}";
}
