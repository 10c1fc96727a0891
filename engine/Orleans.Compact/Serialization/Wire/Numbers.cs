namespace Compact.Serialization;

/// <summary>Member numbers that belong to the format; those that a type's ids become stand after them.</summary>
internal static class Numbers
{
    /// <summary>The type of the value that follows, where it isn't the declared one.</summary>
    public const uint Type = 0;

    /// <summary>The members of the base class.</summary>
    public const uint Base = 1;

    /// <summary>The first of the type's own; see the generator's <c>MemberModel</c>.</summary>
    public const uint First = 2;
}
