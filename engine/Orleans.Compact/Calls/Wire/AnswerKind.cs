namespace Compact.Calls.Wire;

/// <summary>The first byte of an answer.</summary>
internal enum AnswerKind : byte
{
    /// <summary>No result, or null.</summary>
    Nothing = 0,

    /// <summary>A result follows.</summary>
    Result = 1,

    /// <summary>An exception follows.</summary>
    Failure = 2,
}
