using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>Finds a marked type's members and their ids, by Orleans's rules.</summary>
internal sealed class MemberReader
{
    private const uint IdMax = 1_000_000_000;

    private readonly INamedTypeSymbol _type;
    private readonly ImmutableArray<DiagnosticInfo>.Builder _diagnostics = ImmutableArray.CreateBuilder<DiagnosticInfo>();
    private readonly ImmutableArray<UnprovenMember>.Builder _unproven = ImmutableArray.CreateBuilder<UnprovenMember>();
    private readonly List<string> _parameters;

    public MemberReader(INamedTypeSymbol type)
    {
        _type = type;
        _parameters = FindParameters(type);
    }

    public ImmutableArray<DiagnosticInfo> Diagnostics => _diagnostics.ToImmutable();

    public ImmutableArray<UnprovenMember> Unproven => _unproven.ToImmutable();

    public List<Member> Read()
    {
        var members = new List<Member>();
        foreach (var symbol in _type.GetMembers().Where(symbol => !symbol.IsStatic && !symbol.IsImplicitlyDeclared || IsParameterProperty(symbol)))
        {
            if (TryRead(symbol) is { } member)
            {
                Check(member, members);
                members.Add(member);
            }
        }

        members.Sort((left, right) => left.Number.CompareTo(right.Number));
        return members;
    }

    private Member? TryRead(ISymbol symbol)
    {
        var (type, field) = symbol switch
        {
            IFieldSymbol { AssociatedSymbol: null } own => (own.Type, own),
            IPropertySymbol { IsIndexer: false } property => (property.Type, BackingField(property)),
            _ => (null, null),
        };
        if (type is null)
            return null;
        if (symbol.Attribute(Symbols.Id) is { } attribute)
        {
            if (symbol.IsAbstract)
                _diagnostics.Add(new DiagnosticInfo(Descriptors.AbstractMember, symbol.Locations[0], symbol.Name, _type.Display()));
            return symbol.IsAbstract ? null : new Member(symbol, type, field, attribute.ConstructorArguments[0].Value is uint id ? id : 0, isParameter: false);
        }

        if (symbol is IPropertySymbol && FindParameter(symbol) is var position and >= 0)
            return new Member(symbol, type, field, (uint)position, isParameter: true);
        if (field is not null && !symbol.IsAbstract && !symbol.Has(Symbols.NonSerialized) && !field.Has(Symbols.NonSerialized))
            _diagnostics.Add(new DiagnosticInfo(Descriptors.MissingId, symbol.Locations[0], symbol.Name, _type.Display()));
        return null;
    }

    private void Check(Member member, List<Member> others)
    {
        var location = member.Symbol.Locations.FirstOrDefault();
        if (others.Exists(other => other.Number == member.Number))
            _diagnostics.Add(new DiagnosticInfo(Descriptors.DuplicateId, location, member.Id.ToString(), _type.Display()));
        if (member.Id > IdMax)
            _diagnostics.Add(new DiagnosticInfo(Descriptors.IdTooLarge, location, member.Id.ToString(), _type.Display()));
        if (member.Field is null && member.Symbol is IPropertySymbol property && (property.SetMethod is null || property.GetMethod is null))
            _diagnostics.Add(new DiagnosticInfo(Descriptors.NotSettable, location, member.Symbol.Name, _type.Display()));
        if (SerializableTypes.FindUnproven(member.Type) is { } unproven)
        {
            var diagnostic = new DiagnosticInfo(Descriptors.NotSerializable, location, member.Symbol.Name, unproven.Display());
            _unproven.Add(new UnprovenMember(unproven is INamedTypeSymbol named ? named.OpenCode() : "", diagnostic));
        }
    }

    private IFieldSymbol? BackingField(IPropertySymbol property) =>
        _type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private bool IsParameterProperty(ISymbol symbol) =>
        symbol is IPropertySymbol { IsStatic: false } && FindParameter(symbol) >= 0;

    private int FindParameter(ISymbol property) =>
        _parameters.FindIndex(name => string.Equals(name, property.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The primary constructor's parameters, if they are members: a record's are unless it says otherwise.</summary>
    private static List<string> FindParameters(INamedTypeSymbol type)
    {
        var named = type.Attribute(Symbols.GenerateSerializer)?.NamedArguments.FirstOrDefault(argument =>
            string.Equals(argument.Key, "IncludePrimaryConstructorParameters", StringComparison.Ordinal)).Value.Value;
        if (!(named as bool? ?? type.IsRecord))
            return [];
        return type.DeclaringSyntaxReferences
            .Select(reference => (reference.GetSyntax() as TypeDeclarationSyntax)?.ParameterList)
            .FirstOrDefault(list => list is not null)?.Parameters.Select(parameter => parameter.Identifier.ValueText).ToList() ?? [];
    }
}
