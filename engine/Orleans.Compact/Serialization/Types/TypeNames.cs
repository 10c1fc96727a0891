using System.Collections.Concurrent;
using System.Net;
using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>
/// Types as bytes: 1 and the element type for an array; 2, a registered name, then the type arguments for all else.
/// </summary>
internal sealed class TypeNames(TypeRegistry registry)
{
    private const byte Array = 1;
    private const byte Named = 2;
    private const int NestingMax = 8;

    /// <summary>A peer must not make this process build generic types without end.</summary>
    private const int BuiltMax = 4096;

    private readonly ConcurrentDictionary<Type, byte[]> _encoded = new();
    private readonly ConcurrentDictionary<string, Type> _built = new(StringComparer.Ordinal);

    /// <summary>The public type that stands for a private one of the framework, or for a proxy.</summary>
    public static Type Normalize(Type type)
    {
        if (type.IsSubclassOf(typeof(IPAddress)))
            return typeof(IPAddress);
        if (type.IsAssignableTo(typeof(GrainReference)))
            return typeof(IAddressable);
        return type;
    }

    /// <exception cref="NotSupportedException">The type has no name on the wire.</exception>
    public ReadOnlySpan<byte> GetName(Type type) => _encoded.GetOrAdd(type, Encode);

    /// <returns>False with the name if it is of an unknown type.</returns>
    /// <exception cref="MalformedPayloadException">The bytes are not a type, or one that cannot be.</exception>
    public bool TryRead(ReadOnlySpan<byte> bytes, out Type type, out string name)
    {
        var cursor = new WireReader(bytes, CodecProvider.None);
        var found = TryRead(ref cursor, nesting: 0, out name);
        if (found is not null && !cursor.AtEnd)
            WireReader.Throw("bytes after a type");
        type = found!;
        return found is not null;
    }

    private Type? TryRead(ref WireReader reader, int nesting, out string name)
    {
        if (nesting > NestingMax)
            WireReader.Throw("type arguments nested too deeply");
        var kind = reader.ReadByte();
        if (kind == Array)
            return TryRead(ref reader, nesting + 1, out name)?.MakeArrayType();
        if (kind != Named)
            WireReader.Throw("a type of an unknown kind");
        name = reader.ReadString();
        if (!registry.TryGetType(name, out var type) || !type.IsGenericTypeDefinition)
            return type;
        var arguments = new Type[type.GetGenericArguments().Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (TryRead(ref reader, nesting + 1, out var argumentName) is not { } argument)
            {
                name = argumentName;
                return null;
            }

            arguments[i] = argument;
        }

        return Build(type, arguments);
    }

    private Type Build(Type definition, Type[] arguments)
    {
        var key = string.Join(',', arguments.Prepend(definition).Select(type => type.TypeHandle.Value));
        if (_built.TryGetValue(key, out var known))
            return known;
        if (_built.Count >= BuiltMax)
            WireReader.Throw("one generic type too many");
        try
        {
            return _built.GetOrAdd(key, definition.MakeGenericType(arguments));
        }
        catch (ArgumentException exception)
        {
            throw new MalformedPayloadException($"The payload has a {definition} of the wrong type arguments.", exception);
        }
    }

    private byte[] Encode(Type type)
    {
        var writer = new WireWriter(CodecProvider.None);
        try
        {
            Encode(ref writer, type);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void Encode(ref WireWriter writer, Type type)
    {
        if (type.IsSZArray)
        {
            writer.WriteByte(Array);
            Encode(ref writer, type.GetElementType()!);
            return;
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (!registry.TryGetName(definition, out var name) && !(AssemblyManifests.AddAssemblyOf(definition) && registry.TryGetName(definition, out name)))
            throw new NotSupportedException($"{type} is not a registered type: mark it [GenerateSerializer], or register a converter for it.");
        writer.WriteByte(Named);
        writer.WriteString(name);
        foreach (var argument in type.GetGenericArguments())
            Encode(ref writer, argument);
    }
}
