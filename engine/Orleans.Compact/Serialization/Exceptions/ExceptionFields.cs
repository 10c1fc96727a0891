using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Compact.Serialization;

/// <summary>The state that exceptions of .NET keep to themselves.</summary>
internal static class ExceptionFields
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    public static extern ref string? Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    public static extern ref Exception? Inner(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_paramName")]
    public static extern ref string? ParamName(ArgumentException exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_objectName")]
    public static extern ref string? ObjectName(ObjectDisposedException exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerExceptions")]
    public static extern ref Exception[] Inners(AggregateException exception);

    /// <summary>The argument or object that the exception is about.</summary>
    public static string? GetDetail(Exception exception) => exception switch
    {
        ArgumentException argument => ParamName(argument),
        ObjectDisposedException disposed => ObjectName(disposed),
        _ => null,
    };

    public static void SetDetail(Exception exception, string? value)
    {
        if (exception is ArgumentException argument)
            ParamName(argument) = value;
        else if (exception is ObjectDisposedException disposed)
            ObjectName(disposed) = value;
    }

    public static void SetStackTrace(Exception exception, string? value)
    {
        if (!string.IsNullOrEmpty(value) && exception.StackTrace is null)
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, value);
    }
}
