using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Compact.Serialization;

/// <summary>Finds the copier and the codec of a type: built in, generated, or through a registered converter.</summary>
public sealed class CodecProvider
{
    private readonly ConcurrentDictionary<Type, object> _copiers = new();
    private readonly ConcurrentDictionary<Type, object> _codecs = new();

    /// <exception cref="NotSupportedException">The type is not serializable.</exception>
    public ICopier<T> GetCopier<T>() => TryGetCopier<T>(out var copier) ? copier : throw NotSerializable(typeof(T));

    /// <exception cref="NotSupportedException">The type is not serializable.</exception>
    public ICodec<T> GetCodec<T>() => TryGetCodec<T>(out var codec) ? codec : throw NotSerializable(typeof(T));

    public bool TryGetCopier<T>([NotNullWhen(true)] out ICopier<T>? copier)
    {
        copier = _copiers.TryGetValue(typeof(T), out var found) ? (ICopier<T>)found : null;
        return copier is not null;
    }

    public bool TryGetCodec<T>([NotNullWhen(true)] out ICodec<T>? codec)
    {
        codec = _codecs.TryGetValue(typeof(T), out var found) ? (ICodec<T>)found : null;
        return codec is not null;
    }

    private static NotSupportedException NotSerializable(Type type) =>
        new($"{type} is not serializable: mark it [GenerateSerializer], or register a converter for it.");
}
