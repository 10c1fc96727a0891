using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>What is refused at compile time. Numbers of Orleans's analyzers where they have the rule too.</summary>
internal static class Descriptors
{
    private const string Category = "Usage";

    public static readonly DiagnosticDescriptor MissingId = Error(
        "ORLEANS0004",
        "Add serialization [Id] and [NonSerialized] attributes",
        "'{0}' of the serializable type '{1}' has neither [Id] nor [NonSerialized]");

    public static readonly DiagnosticDescriptor AbstractMember = Error(
        "ORLEANS0006",
        "Abstract properties cannot be serialized",
        "'{0}' of '{1}' is abstract: put [Id] on the property that overrides it");

    public static readonly DiagnosticDescriptor DuplicateId = Error(
        "ORLEANS0012",
        "The [Id] attribute must be unique to each member of the declaring type",
        "The id {0} stands twice in '{1}'");

    public static readonly DiagnosticDescriptor NotSerializable = Error(
        "COMPACT0001",
        "A member's type is not serializable",
        "'{0}' is of the type '{1}', which is not serializable: mark that [GenerateSerializer], or register a converter for it");

    public static readonly DiagnosticDescriptor BaseNotSerializable = Error(
        "COMPACT0002",
        "A serializable type's base class is not serializable",
        "'{0}' derives from '{1}', which is not marked [GenerateSerializer]");

    public static readonly DiagnosticDescriptor Inaccessible = Error(
        "COMPACT0003",
        "A serializable type is not accessible",
        "'{0}' must be at least internal, it and the types around it, for its codec to be generated{1}");

    public static readonly DiagnosticDescriptor NotSettable = Error(
        "COMPACT0004",
        "A serializable property cannot be set",
        "'{0}' of '{1}' has neither a setter nor a field of its own, so it cannot be read back");

    public static readonly DiagnosticDescriptor IdTooLarge = Error(
        "COMPACT0005",
        "An id is too large",
        "The id {0} in '{1}' is above 1000000000");

    public static readonly DiagnosticDescriptor BadConverter = Error(
        "COMPACT0006",
        "A converter is not one",
        "'{0}' must implement IConverter<TValue, TSurrogate>, have a constructor without parameters, and have the type parameters of TValue and TSurrogate, in their order{1}");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
