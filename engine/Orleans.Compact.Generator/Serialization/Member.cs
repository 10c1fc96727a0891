using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>A member that crosses the wire, and how code gets at it.</summary>
internal sealed class Member
{
    private const uint FirstNumber = 2;

    public Member(ISymbol symbol, ITypeSymbol type, IFieldSymbol? field, uint id, bool isParameter)
    {
        Symbol = symbol;
        Type = type;
        Field = field;
        Id = id;
        IsParameter = isParameter;
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    /// <summary>The field itself, or the one that the property keeps its value in.</summary>
    public IFieldSymbol? Field { get; }

    public uint Id { get; }

    /// <summary>A primary constructor's parameter, counted by its position: those are numbered apart from [Id].</summary>
    public bool IsParameter { get; }

    /// <summary>The number on the wire.</summary>
    public uint Number => FirstNumber + (Id * 2) + (IsParameter ? 1u : 0u);

    public bool IsShared => Symbol.Has(Symbols.Immutable) || SerializableTypes.IsShared(Type);

    /// <summary>Code can read it by its name.</summary>
    public bool CanGet => Symbol switch
    {
        IFieldSymbol own => own.IsAccessible(),
        IPropertySymbol { GetMethod: { } getter } property => property.IsAccessible() && getter.IsAccessible(),
        _ => false,
    };

    /// <summary>Code can assign to it by its name, at any time.</summary>
    public bool CanSet => Symbol switch
    {
        IFieldSymbol own => own.IsAccessible() && !own.IsReadOnly,
        IPropertySymbol { SetMethod: { IsInitOnly: false } setter } property => property.IsAccessible() && setter.IsAccessible(),
        _ => false,
    };
}
