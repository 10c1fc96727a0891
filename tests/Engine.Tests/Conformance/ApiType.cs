namespace MiningGrid.Engine.Tests.Conformance;

/// <summary>A public type: its declaration, and its public and protected members, as text.</summary>
/// <param name="Name">With namespace, containing type and arity.</param>
/// <param name="Declaration">Kind, modifiers, type parameters with their constraints.</param>
/// <param name="Usage">Of an attribute: the blob that says where it may stand.</param>
/// <param name="Base">The base class; empty where it says nothing.</param>
internal sealed record ApiType(string Name, string Declaration, string Usage, string Base, IReadOnlyCollection<string> Interfaces, IReadOnlyCollection<ApiMember> Members);

/// <param name="Text">The whole signature.</param>
/// <param name="IsOverride">Callable through the base class anyway, so it need not stand in the other assembly.</param>
internal sealed record ApiMember(string Text, bool IsOverride = false);
