namespace Compact.Calls;

/// <summary>A short action in the turn order of an activation.</summary>
internal abstract class Turn
{
    public abstract void Run();
}
