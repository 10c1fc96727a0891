using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A write met an ETag other than the one it had read: somebody else has written since.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>What the store holds.</summary>
    [Id(0)]
    public string? StoredEtag { get; private set; }

    /// <summary>What the writer had read.</summary>
    [Id(1)]
    public string? CurrentEtag { get; private set; }

    /// <summary>Still in the activation whose own write failed; that one must go, its callers need not.</summary>
    [field: NonSerialized]
    internal bool IsSourceActivation { get; set; } = true;

    public override string ToString() => $"{base.ToString()}, StoredEtag={StoredEtag}, CurrentEtag={CurrentEtag}";
}
