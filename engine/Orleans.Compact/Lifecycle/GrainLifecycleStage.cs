namespace Orleans.Runtime;

/// <summary>The stages in which an activation starts; it stops in the opposite order.</summary>
public static class GrainLifecycleStage
{
    public const int First = int.MinValue;
    public const int SetupState = 1000;
    public const int Activate = 2000;
    public const int Last = int.MaxValue;
}
