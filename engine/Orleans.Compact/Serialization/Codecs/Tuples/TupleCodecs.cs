namespace Compact.Serialization;

internal sealed class TupleOf1Codec<T1>(CodecProvider codecs) : TupleCodec<Tuple<T1>, ValueTuple<T1>>(codecs)
{
    protected override ValueTuple<T1> ToItems(Tuple<T1> value) => value.ToValueTuple();

    protected override Tuple<T1> FromItems(ValueTuple<T1> items) => items.ToTuple();
}

internal sealed class TupleOf2Codec<T1, T2>(CodecProvider codecs) : TupleCodec<Tuple<T1, T2>, (T1, T2)>(codecs)
{
    protected override (T1, T2) ToItems(Tuple<T1, T2> value) => value.ToValueTuple();

    protected override Tuple<T1, T2> FromItems((T1, T2) items) => items.ToTuple();
}

internal sealed class TupleOf3Codec<T1, T2, T3>(CodecProvider codecs) : TupleCodec<Tuple<T1, T2, T3>, (T1, T2, T3)>(codecs)
{
    protected override (T1, T2, T3) ToItems(Tuple<T1, T2, T3> value) => value.ToValueTuple();

    protected override Tuple<T1, T2, T3> FromItems((T1, T2, T3) items) => items.ToTuple();
}

internal sealed class TupleOf4Codec<T1, T2, T3, T4>(CodecProvider codecs) : TupleCodec<Tuple<T1, T2, T3, T4>, (T1, T2, T3, T4)>(codecs)
{
    protected override (T1, T2, T3, T4) ToItems(Tuple<T1, T2, T3, T4> value) => value.ToValueTuple();

    protected override Tuple<T1, T2, T3, T4> FromItems((T1, T2, T3, T4) items) => items.ToTuple();
}

internal sealed class TupleOf5Codec<T1, T2, T3, T4, T5>(CodecProvider codecs) : TupleCodec<Tuple<T1, T2, T3, T4, T5>, (T1, T2, T3, T4, T5)>(codecs)
{
    protected override (T1, T2, T3, T4, T5) ToItems(Tuple<T1, T2, T3, T4, T5> value) => value.ToValueTuple();

    protected override Tuple<T1, T2, T3, T4, T5> FromItems((T1, T2, T3, T4, T5) items) => items.ToTuple();
}

internal sealed class TupleOf6Codec<T1, T2, T3, T4, T5, T6>(CodecProvider codecs) : TupleCodec<Tuple<T1, T2, T3, T4, T5, T6>, (T1, T2, T3, T4, T5, T6)>(codecs)
{
    protected override (T1, T2, T3, T4, T5, T6) ToItems(Tuple<T1, T2, T3, T4, T5, T6> value) => value.ToValueTuple();

    protected override Tuple<T1, T2, T3, T4, T5, T6> FromItems((T1, T2, T3, T4, T5, T6) items) => items.ToTuple();
}

internal sealed class TupleOf7Codec<T1, T2, T3, T4, T5, T6, T7>(CodecProvider codecs) : TupleCodec<Tuple<T1, T2, T3, T4, T5, T6, T7>, (T1, T2, T3, T4, T5, T6, T7)>(codecs)
{
    protected override (T1, T2, T3, T4, T5, T6, T7) ToItems(Tuple<T1, T2, T3, T4, T5, T6, T7> value) => value.ToValueTuple();

    protected override Tuple<T1, T2, T3, T4, T5, T6, T7> FromItems((T1, T2, T3, T4, T5, T6, T7) items) => items.ToTuple();
}
