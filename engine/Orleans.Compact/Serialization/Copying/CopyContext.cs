using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Compact.Serialization;

/// <summary>What has been copied so far: two references to one object stay two references to one copy, and a cycle ends.</summary>
public sealed class CopyContext : IDisposable
{
    private const int ScannedMax = 8;

    [ThreadStatic]
    private static CopyContext? t_spare;

    private readonly object?[] _originals = new object?[ScannedMax];
    private readonly object?[] _copies = new object?[ScannedMax];
    private Dictionary<object, object>? _more;
    private int _count;

    private CopyContext()
    {
    }

    /// <summary>A context for one call; dispose of it to hand it back.</summary>
    public static CopyContext Rent()
    {
        var context = t_spare ?? new CopyContext();
        t_spare = null;
        return context;
    }

    /// <summary>The copy made of <paramref name="original"/> earlier in this context.</summary>
    public bool TryGetCopy<T>(T original, [NotNullWhen(true)] out T? copy)
        where T : class
    {
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_originals[i], original))
            {
                copy = Unsafe.As<T>(_copies[i]!);
                return true;
            }
        }

        if (_more is not null && _more.TryGetValue(original, out var found))
        {
            copy = Unsafe.As<T>(found);
            return true;
        }

        copy = null;
        return false;
    }

    /// <summary>Remembers a copy; called before its members are copied, so that they can refer to it.</summary>
    public void Record(object original, object copy)
    {
        if (_count < ScannedMax)
        {
            _originals[_count] = original;
            _copies[_count++] = copy;
        }
        else
        {
            (_more ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance))[original] = copy;
        }
    }

    public void Dispose()
    {
        Array.Clear(_originals, 0, _count);
        Array.Clear(_copies, 0, _count);
        _count = 0;
        _more = null;
        t_spare = this;
    }
}
