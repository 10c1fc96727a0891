using Compact.Serialization;

namespace Orleans.Serialization;

/// <summary>Provides methods for deep copying values.</summary>
public sealed class DeepCopier
{
    private readonly CodecProvider _codecs;

    internal DeepCopier(CodecProvider codecs) => _codecs = codecs;

    public T Copy<T>(T value)
    {
        var copier = _codecs.GetCopier<T>();
        if (copier.IsImmutable || value is null)
            return value;
        using var context = CopyContext.Rent();
        return copier.Copy(value, context);
    }
}
