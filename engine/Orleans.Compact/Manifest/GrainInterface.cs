using Compact.Calls;

namespace Orleans.Runtime;

/// <summary>A grain or observer interface, and how references of it and calls through it are made.</summary>
/// <param name="CreateCall">Makes an empty call of the method with that hash; null if there is none.</param>
internal sealed record GrainInterface(
    Type Type,
    GrainInterfaceType Id,
    int CopierSlots,
    Func<GrainReferenceShared, IdSpan, GrainReference> Create,
    Func<uint, Call?> CreateCall);
