namespace Compact.Calls;

/// <summary>The links of a call in a list of <see cref="PendingCalls"/>.</summary>
internal struct PendingEntry
{
    public PendingList? List;
    public Call? Previous;
    public Call? Next;
}
