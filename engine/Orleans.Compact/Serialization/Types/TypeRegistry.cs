using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Compact.Serialization;

/// <summary>The closed table that types are found in: a name in a payload that isn't here is refused.</summary>
public sealed class TypeRegistry
{
    private readonly ConcurrentDictionary<string, Type> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, string> _names = new();
    private readonly ConcurrentDictionary<Type, Type> _codecs = new();
    private readonly ConcurrentDictionary<Type, ConverterTypes> _converters = new();

    internal TypeRegistry()
    {
    }

    /// <summary>A [GenerateSerializer] type; open when generic. Its alias, if any, is what goes over the wire.</summary>
    public void AddType(Type type, Type codec, string? alias)
    {
        ArgumentNullException.ThrowIfNull(type);
        _codecs[type] = codec;
        AddName(type, alias);
    }

    /// <summary>A [GenerateSerializer] enum.</summary>
    public void AddEnum(Type type, string? alias) => AddName(type, alias);

    /// <summary>A type that goes over the wire as its surrogate.</summary>
    public void AddConverter(Type type, Type surrogate, Type converter)
    {
        ArgumentNullException.ThrowIfNull(type);
        _converters[type] = new ConverterTypes(surrogate, converter);
        AddName(type, alias: null);
    }

    internal void AddName(Type type, string? alias)
    {
        ArgumentNullException.ThrowIfNull(type);
        var fullName = type.FullName!;
        Bind(fullName, type);
        if (alias is not null)
            Bind(alias, type);
        _names[type] = alias ?? fullName;
    }

    internal bool TryGetType(string name, [NotNullWhen(true)] out Type? type) => _byName.TryGetValue(name, out type);

    internal bool TryGetName(Type type, [NotNullWhen(true)] out string? name) => _names.TryGetValue(type, out name);

    internal bool TryGetCodec(Type type, [NotNullWhen(true)] out Type? codec) => _codecs.TryGetValue(type, out codec);

    internal bool TryGetConverter(Type type, [NotNullWhen(true)] out ConverterTypes? converter) => _converters.TryGetValue(type, out converter);

    private void Bind(string name, Type type)
    {
        var bound = _byName.GetOrAdd(name, type);
        if (bound != type)
            throw new InvalidOperationException($"The name '{name}' stands for two serializable types, {bound.AssemblyQualifiedName} and {type.AssemblyQualifiedName}: give one an [Alias].");
    }

    internal sealed record ConverterTypes(Type Surrogate, Type Converter);
}
