namespace Compact.Calls.Wire;

/// <summary>The first byte of a request.</summary>
[Flags]
internal enum RequestFlags : byte
{
    None = 0,

    /// <summary>The caller may ask the method to stop.</summary>
    MayBeCancelled = 1,

    /// <summary>The caller is a grain, whose id follows.</summary>
    HasSource = 2,

    HasTimeToLive = 4,

    HasForwards = 8,

    HasContext = 16,

    All = MayBeCancelled | HasSource | HasTimeToLive | HasForwards | HasContext,
}
