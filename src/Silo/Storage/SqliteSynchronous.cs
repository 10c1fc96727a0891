namespace MiningGrid.Silo.Storage;

/// <summary>When SQLite asks the disk to keep what was written (its <c>PRAGMA synchronous</c>).</summary>
public enum SqliteSynchronous
{
    /// <summary>With every commit: what was acknowledged survives a loss of power.</summary>
    Full,

    /// <summary>With every checkpoint: survives the end of the process; a loss of power may cost the last commits.</summary>
    Normal,
}
