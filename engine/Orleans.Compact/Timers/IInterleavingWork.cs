namespace Compact.Calls;

/// <summary>Work other than a call that says itself whether it interleaves.</summary>
internal interface IInterleavingWork
{
    bool Interleaves { get; }
}
