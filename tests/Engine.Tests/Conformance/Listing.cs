using System.Globalization;
using System.Reflection;

namespace MiningGrid.Engine.Tests.Conformance;

/// <summary>Spells loaded types as the listing of official signatures does.</summary>
internal static class Listing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    public static ListedType Describe(Type type) => new(
        $"{type.Namespace}.{Name(type)}",
        Kind(type),
        [.. Bases(type)],
        [.. Members(type)]);

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsClass && type.BaseType != typeof(object))
            yield return Name(type.BaseType!);
        foreach (var implemented in type.GetInterfaces().Where(implemented => implemented.Namespace!.StartsWith("Orleans", StringComparison.Ordinal)))
            yield return Name(implemented);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return [string.Join(", ", Enum.GetNames(type))];
        return type.GetConstructors(Declared).Where(IsVisible).Where(constructor => !constructor.IsStatic).Select(constructor => $"ctor({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Where(field => field is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true }).Select(Field))
            .Concat(type.GetProperties(Declared).SelectMany(Property))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName && !OverridesObject(method)).Select(Method));
    }

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {Name(field.FieldType)} {field.Name} = {Text(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";

    /// <summary>One line an accessor: having fewer of them than officially is having less, not something else.</summary>
    private static IEnumerable<string> Property(PropertyInfo property)
    {
        var head = $"{(property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name}";
        if (property.GetMethod is { } getter && IsVisible(getter))
            yield return $"{head} {{ get; }}";
        if (property.SetMethod is { } setter && IsVisible(setter))
            yield return $"{head} {{ set; }}";
    }

    private static string Method(MethodInfo method)
    {
        var modifiers = (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")
            + (method.IsStatic ? "static " : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsInterface ? "virtual " : "");
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{modifiers}{Name(method.ReturnType)} {method.Name}{arguments}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), inherit: false) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => "",
        };
        return $"{modifier}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Text(parameter.DefaultValue)}" : "")}";
    }

    private static string Text(object? value) => value is null ? "default" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Name(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef || type.IsArray)
            return type.IsArray ? $"{Name(type.GetElementType()!)}[]" : Name(type.GetElementType()!);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Name(value)}?";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool OverridesObject(MethodInfo method) => method.GetBaseDefinition() is var first && first != method && first.DeclaringType is { } type
        && (type == typeof(object) || type == typeof(ValueType) || type.Namespace is "System");
}
