using System.Reflection;
using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>Makes the one object that is both codec and copier of a type; asked once for each.</summary>
internal sealed class CodecFinder(CodecProvider codecs)
{
    private static readonly TypeRegistry s_registry = AssemblyManifests.Registry;

    /// <returns>Null if the type is not serializable.</returns>
    public object? Find(Type type)
    {
        try
        {
            return FindKnown(type)
                ?? (AssemblyManifests.AddAssemblyOf(type) ? FindKnown(type) : null)
                ?? FindByShape(type);
        }
        catch (NotSupportedException)
        {
            // A part of it is not serializable, so it isn't.
            return null;
        }
    }

    private object? FindKnown(Type type)
    {
        if (ScalarCodecs.All.TryGetValue(type, out var scalar))
            return scalar;
        if (type == typeof(byte[]))
            return new ByteArrayCodec();
        if (type.IsSZArray)
            return Make(typeof(ArrayCodec<>), type.GetElementType()!);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var arguments = type.GetGenericArguments();
        if (WellKnownTypes.Generic.TryGetValue(definition, out var codec) || s_registry.TryGetCodec(definition, out codec))
            return Make(codec, arguments);
        return s_registry.TryGetConverter(type, out var converter) || s_registry.TryGetConverter(definition, out converter)
            ? MakeConverter(type, converter, arguments)
            : null;
    }

    private object? FindByShape(Type type)
    {
        if (type.IsAssignableTo(typeof(IAddressable)) && (type.IsInterface || type.IsAssignableTo(typeof(GrainReference))))
            return Make(typeof(ReferenceCodec<>), type);
        if (type.IsEnum)
            return Make(typeof(EnumCodec<>), type);
        if (type.IsAssignableTo(typeof(Exception)))
            return Make(typeof(ExceptionCodec<>), type);
        if (type == typeof(object) || type.IsInterface || (type.IsClass && type.IsAbstract))
            return Make(typeof(PolymorphicCodec<>), type);
        return null;
    }

    private object MakeConverter(Type type, TypeRegistry.ConverterTypes types, Type[] arguments)
    {
        var surrogate = Close(types.Surrogate, arguments);
        var converter = Activator.CreateInstance(Close(types.Converter, arguments))!;
        var codec = type.IsValueType ? typeof(StructConverterCodec<,>) : typeof(ClassConverterCodec<,>);
        return Create(codec.MakeGenericType(type, surrogate), codecs, converter);
    }

    private object Make(Type definition, params Type[] arguments)
    {
        var type = Close(definition, arguments);
        return type.GetConstructor([typeof(CodecProvider)]) is null ? Create(type) : Create(type, codecs);
    }

    private static Type Close(Type definition, Type[] arguments) =>
        definition.IsGenericTypeDefinition ? definition.MakeGenericType(arguments) : definition;

    private static object Create(Type type, params object[] arguments) => Activator.CreateInstance(
        type,
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions,
        binder: null,
        arguments,
        culture: null)!;
}
