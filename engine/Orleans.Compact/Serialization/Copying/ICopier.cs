namespace Compact.Serialization;

/// <summary>Makes a deep copy of a value, so that a call's argument is never shared between two grains.</summary>
public interface ICopier<T>
{
    /// <summary>Values may be shared: <see cref="Copy"/> would return its argument.</summary>
    bool IsImmutable { get; }

    /// <summary>A deep copy; null gives null.</summary>
    T Copy(T value, CopyContext context);
}
