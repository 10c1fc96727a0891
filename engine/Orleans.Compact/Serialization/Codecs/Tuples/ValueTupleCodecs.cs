namespace Compact.Serialization;

internal sealed class ValueTupleCodec<T1>(CodecProvider codecs) : ItemsCodec<ValueTuple<T1>>
{
    private readonly Part<T1> _1 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable;

    public override ValueTuple<T1> Copy(ValueTuple<T1> value, CopyContext context) =>
        new(_1.Copy(value.Item1, context));

    protected override void WriteItems(ref WireWriter writer, ValueTuple<T1> value)
    {
        _1.Write(ref writer, value.Item1);
    }

    protected override ValueTuple<T1> ReadItems(ref WireReader reader) => new(_1.Read(ref reader));
}

internal sealed class ValueTupleCodec<T1, T2>(CodecProvider codecs) : ItemsCodec<(T1, T2)>
{
    private readonly Part<T1> _1 = new(codecs);
    private readonly Part<T2> _2 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable && _2.IsImmutable;

    public override (T1, T2) Copy((T1, T2) value, CopyContext context) =>
        (_1.Copy(value.Item1, context), _2.Copy(value.Item2, context));

    protected override void WriteItems(ref WireWriter writer, (T1, T2) value)
    {
        _1.Write(ref writer, value.Item1);
        _2.Write(ref writer, value.Item2);
    }

    protected override (T1, T2) ReadItems(ref WireReader reader) => (_1.Read(ref reader), _2.Read(ref reader));
}

internal sealed class ValueTupleCodec<T1, T2, T3>(CodecProvider codecs) : ItemsCodec<(T1, T2, T3)>
{
    private readonly Part<T1> _1 = new(codecs);
    private readonly Part<T2> _2 = new(codecs);
    private readonly Part<T3> _3 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable && _2.IsImmutable && _3.IsImmutable;

    public override (T1, T2, T3) Copy((T1, T2, T3) value, CopyContext context) =>
        (_1.Copy(value.Item1, context), _2.Copy(value.Item2, context), _3.Copy(value.Item3, context));

    protected override void WriteItems(ref WireWriter writer, (T1, T2, T3) value)
    {
        _1.Write(ref writer, value.Item1);
        _2.Write(ref writer, value.Item2);
        _3.Write(ref writer, value.Item3);
    }

    protected override (T1, T2, T3) ReadItems(ref WireReader reader) => (_1.Read(ref reader), _2.Read(ref reader), _3.Read(ref reader));
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4>(CodecProvider codecs) : ItemsCodec<(T1, T2, T3, T4)>
{
    private readonly Part<T1> _1 = new(codecs);
    private readonly Part<T2> _2 = new(codecs);
    private readonly Part<T3> _3 = new(codecs);
    private readonly Part<T4> _4 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable && _2.IsImmutable && _3.IsImmutable && _4.IsImmutable;

    public override (T1, T2, T3, T4) Copy((T1, T2, T3, T4) value, CopyContext context) =>
        (_1.Copy(value.Item1, context), _2.Copy(value.Item2, context), _3.Copy(value.Item3, context), _4.Copy(value.Item4, context));

    protected override void WriteItems(ref WireWriter writer, (T1, T2, T3, T4) value)
    {
        _1.Write(ref writer, value.Item1);
        _2.Write(ref writer, value.Item2);
        _3.Write(ref writer, value.Item3);
        _4.Write(ref writer, value.Item4);
    }

    protected override (T1, T2, T3, T4) ReadItems(ref WireReader reader) => (_1.Read(ref reader), _2.Read(ref reader), _3.Read(ref reader), _4.Read(ref reader));
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5>(CodecProvider codecs) : ItemsCodec<(T1, T2, T3, T4, T5)>
{
    private readonly Part<T1> _1 = new(codecs);
    private readonly Part<T2> _2 = new(codecs);
    private readonly Part<T3> _3 = new(codecs);
    private readonly Part<T4> _4 = new(codecs);
    private readonly Part<T5> _5 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable && _2.IsImmutable && _3.IsImmutable && _4.IsImmutable && _5.IsImmutable;

    public override (T1, T2, T3, T4, T5) Copy((T1, T2, T3, T4, T5) value, CopyContext context) =>
        (_1.Copy(value.Item1, context), _2.Copy(value.Item2, context), _3.Copy(value.Item3, context), _4.Copy(value.Item4, context), _5.Copy(value.Item5, context));

    protected override void WriteItems(ref WireWriter writer, (T1, T2, T3, T4, T5) value)
    {
        _1.Write(ref writer, value.Item1);
        _2.Write(ref writer, value.Item2);
        _3.Write(ref writer, value.Item3);
        _4.Write(ref writer, value.Item4);
        _5.Write(ref writer, value.Item5);
    }

    protected override (T1, T2, T3, T4, T5) ReadItems(ref WireReader reader) => (_1.Read(ref reader), _2.Read(ref reader), _3.Read(ref reader), _4.Read(ref reader), _5.Read(ref reader));
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6>(CodecProvider codecs) : ItemsCodec<(T1, T2, T3, T4, T5, T6)>
{
    private readonly Part<T1> _1 = new(codecs);
    private readonly Part<T2> _2 = new(codecs);
    private readonly Part<T3> _3 = new(codecs);
    private readonly Part<T4> _4 = new(codecs);
    private readonly Part<T5> _5 = new(codecs);
    private readonly Part<T6> _6 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable && _2.IsImmutable && _3.IsImmutable && _4.IsImmutable && _5.IsImmutable && _6.IsImmutable;

    public override (T1, T2, T3, T4, T5, T6) Copy((T1, T2, T3, T4, T5, T6) value, CopyContext context) =>
        (_1.Copy(value.Item1, context), _2.Copy(value.Item2, context), _3.Copy(value.Item3, context), _4.Copy(value.Item4, context), _5.Copy(value.Item5, context), _6.Copy(value.Item6, context));

    protected override void WriteItems(ref WireWriter writer, (T1, T2, T3, T4, T5, T6) value)
    {
        _1.Write(ref writer, value.Item1);
        _2.Write(ref writer, value.Item2);
        _3.Write(ref writer, value.Item3);
        _4.Write(ref writer, value.Item4);
        _5.Write(ref writer, value.Item5);
        _6.Write(ref writer, value.Item6);
    }

    protected override (T1, T2, T3, T4, T5, T6) ReadItems(ref WireReader reader) => (_1.Read(ref reader), _2.Read(ref reader), _3.Read(ref reader), _4.Read(ref reader), _5.Read(ref reader), _6.Read(ref reader));
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7>(CodecProvider codecs) : ItemsCodec<(T1, T2, T3, T4, T5, T6, T7)>
{
    private readonly Part<T1> _1 = new(codecs);
    private readonly Part<T2> _2 = new(codecs);
    private readonly Part<T3> _3 = new(codecs);
    private readonly Part<T4> _4 = new(codecs);
    private readonly Part<T5> _5 = new(codecs);
    private readonly Part<T6> _6 = new(codecs);
    private readonly Part<T7> _7 = new(codecs);

    public override bool IsImmutable => _1.IsImmutable && _2.IsImmutable && _3.IsImmutable && _4.IsImmutable && _5.IsImmutable && _6.IsImmutable && _7.IsImmutable;

    public override (T1, T2, T3, T4, T5, T6, T7) Copy((T1, T2, T3, T4, T5, T6, T7) value, CopyContext context) =>
        (_1.Copy(value.Item1, context), _2.Copy(value.Item2, context), _3.Copy(value.Item3, context), _4.Copy(value.Item4, context), _5.Copy(value.Item5, context), _6.Copy(value.Item6, context), _7.Copy(value.Item7, context));

    protected override void WriteItems(ref WireWriter writer, (T1, T2, T3, T4, T5, T6, T7) value)
    {
        _1.Write(ref writer, value.Item1);
        _2.Write(ref writer, value.Item2);
        _3.Write(ref writer, value.Item3);
        _4.Write(ref writer, value.Item4);
        _5.Write(ref writer, value.Item5);
        _6.Write(ref writer, value.Item6);
        _7.Write(ref writer, value.Item7);
    }

    protected override (T1, T2, T3, T4, T5, T6, T7) ReadItems(ref WireReader reader) => (_1.Read(ref reader), _2.Read(ref reader), _3.Read(ref reader), _4.Read(ref reader), _5.Read(ref reader), _6.Read(ref reader), _7.Read(ref reader));
}
