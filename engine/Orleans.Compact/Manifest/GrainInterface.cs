namespace Orleans.Runtime;

/// <summary>A grain or observer interface, and how references of it are made.</summary>
internal sealed record GrainInterface(Type Type, GrainInterfaceType Id, int CopierSlots, Func<GrainReferenceShared, IdSpan, GrainReference> Create);
