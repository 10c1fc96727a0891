using System.Collections.Immutable;
using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>The types of .NET that have a name on the wire, and the codecs of the generic ones.</summary>
internal static class WellKnownTypes
{
    /// <summary>Generic types and the codecs that serve them, both open.</summary>
    public static IReadOnlyDictionary<Type, Type> Generic { get; } = new Dictionary<Type, Type>
    {
        [typeof(Nullable<>)] = typeof(NullableCodec<>),
        [typeof(List<>)] = typeof(ListCodec<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryCodec<,>),
        [typeof(HashSet<>)] = typeof(HashSetCodec<>),
        [typeof(KeyValuePair<,>)] = typeof(PairCodec<,>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayCodec<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListCodec<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryCodec<,>),
        [typeof(ValueTuple<>)] = typeof(ValueTupleCodec<>),
        [typeof(ValueTuple<,>)] = typeof(ValueTupleCodec<,>),
        [typeof(ValueTuple<,,>)] = typeof(ValueTupleCodec<,,>),
        [typeof(ValueTuple<,,,>)] = typeof(ValueTupleCodec<,,,>),
        [typeof(ValueTuple<,,,,>)] = typeof(ValueTupleCodec<,,,,>),
        [typeof(ValueTuple<,,,,,>)] = typeof(ValueTupleCodec<,,,,,>),
        [typeof(ValueTuple<,,,,,,>)] = typeof(ValueTupleCodec<,,,,,,>),
        [typeof(Tuple<>)] = typeof(TupleOf1Codec<>),
        [typeof(Tuple<,>)] = typeof(TupleOf2Codec<,>),
        [typeof(Tuple<,,>)] = typeof(TupleOf3Codec<,,>),
        [typeof(Tuple<,,,>)] = typeof(TupleOf4Codec<,,,>),
        [typeof(Tuple<,,,,>)] = typeof(TupleOf5Codec<,,,,>),
        [typeof(Tuple<,,,,,>)] = typeof(TupleOf6Codec<,,,,,>),
        [typeof(Tuple<,,,,,,>)] = typeof(TupleOf7Codec<,,,,,,>),
    };

    public static void Register(TypeRegistry registry)
    {
        registry.AddName(typeof(object), alias: null);
        registry.AddName(typeof(IAddressable), alias: null);
        foreach (var type in ScalarCodecs.All.Keys)
            registry.AddName(type, alias: null);
        foreach (var type in Generic.Keys)
            registry.AddName(type, alias: null);
        foreach (var type in WellKnownExceptions.All)
            registry.AddName(type, alias: null);
    }
}
