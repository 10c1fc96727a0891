using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Compact.Serialization;

/// <summary>Exceptions of .NET that arrive as what they were; any other that is not marked arrives as text.</summary>
internal static class WellKnownExceptions
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(Exception), typeof(SystemException), typeof(ApplicationException), typeof(AggregateException),
        typeof(ArgumentException), typeof(ArgumentNullException), typeof(ArgumentOutOfRangeException),
        typeof(ArithmeticException), typeof(DivideByZeroException), typeof(OverflowException),
        typeof(IndexOutOfRangeException), typeof(InvalidCastException), typeof(FormatException), typeof(NullReferenceException),
        typeof(InvalidOperationException), typeof(ObjectDisposedException), typeof(KeyNotFoundException),
        typeof(NotImplementedException), typeof(NotSupportedException), typeof(PlatformNotSupportedException),
        typeof(OperationCanceledException), typeof(TaskCanceledException), typeof(TimeoutException),
        typeof(UnauthorizedAccessException), typeof(IOException), typeof(EndOfStreamException), typeof(FileNotFoundException),
        typeof(DirectoryNotFoundException), typeof(InvalidDataException), typeof(JsonException), typeof(CryptographicException),
    ];

    private static readonly Dictionary<string, Type> s_byName = All.ToDictionary(type => type.FullName!, StringComparer.Ordinal);
    private static readonly HashSet<Type> s_types = [.. All];

    public static bool Contains(Type type) => s_types.Contains(type);

    /// <summary>An empty exception of the type named, if it is one of these and may stand where <paramref name="declared"/> is due.</summary>
    public static Exception? TryCreate(string name, Type declared)
    {
        if (!s_byName.TryGetValue(name, out var type) || !type.IsAssignableTo(declared))
            return null;
        return type == typeof(AggregateException)
            ? new AggregateException()
            : (Exception)RuntimeHelpers.GetUninitializedObject(type);
    }
}
