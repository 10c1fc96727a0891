using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MiningGrid.Engine.Tests.Conformance;

/// <summary>Reads an assembly's public surface from its metadata, without loading it or anything that it refers to.</summary>
internal sealed class MetadataApi
{
    private readonly MetadataReader _reader;

    private MetadataApi(MetadataReader reader) => _reader = reader;

    public static List<ApiType> Read(string path)
    {
        using var file = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        return new MetadataApi(file.GetMetadataReader()).ReadTypes();
    }

    private List<ApiType> ReadTypes() =>
        [.. _reader.TypeDefinitions.Where(IsVisible).Select(handle => ReadType(handle, _reader.GetTypeDefinition(handle)))];

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(type.GetDeclaringType()),
            _ => false,
        };
    }

    private ApiType ReadType(TypeDefinitionHandle handle, TypeDefinition type)
    {
        var scope = new Scope(ReadNames(type.GetGenericParameters()), []);
        var @base = type.BaseType.IsNil ? "" : ReadTypeName(type.BaseType, scope);
        var kind = @base switch
        {
            _ when type.Attributes.HasFlag(TypeAttributes.Interface) => "interface",
            "System.Enum" => "enum",
            "System.ValueType" => "struct",
            "System.MulticastDelegate" => "delegate",
            _ => (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) switch
            {
                TypeAttributes.Abstract | TypeAttributes.Sealed => "static class",
                TypeAttributes.Abstract => "abstract class",
                TypeAttributes.Sealed => "sealed class",
                _ => "class",
            },
        };
        var declaration = $"{kind}{ReadParameters(type.GetGenericParameters(), scope)}";
        return new ApiType(
            TypeNames.Of(_reader, handle),
            declaration,
            ReadUsage(type.GetCustomAttributes()),
            kind.EndsWith("class", StringComparison.Ordinal) ? @base : "",
            [.. type.GetInterfaceImplementations().Select(implemented => ReadTypeName(_reader.GetInterfaceImplementation(implemented).Interface, scope))],
            [.. ReadMethods(type, scope), .. ReadFields(type, scope)]);
    }

    private IEnumerable<ApiMember> ReadMethods(TypeDefinition type, Scope scope)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = _reader.GetMethodDefinition(handle);
            if (Access(method.Attributes & MethodAttributes.MemberAccessMask) is not { } access)
                continue;
            var inner = scope with { Method = ReadNames(method.GetGenericParameters()) };
            var signature = method.DecodeSignature(TypeNames.Instance, inner);
            var name = _reader.GetString(method.Name);
            var text = $"{access}{Modifiers(method.Attributes)}{signature.ReturnType} {name}{ReadParameters(method.GetGenericParameters(), inner)}"
                + $"({string.Join(", ", ReadParameters(method, signature))})";
            yield return new ApiMember(
                HasAttribute(method.GetCustomAttributes(), "ExtensionAttribute") ? $"extension {text}" : text,
                method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.NewSlot));
        }
    }

    private IEnumerable<ApiMember> ReadFields(TypeDefinition type, Scope scope)
    {
        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            if (Access((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)) is not { } access || field.Attributes.HasFlag(FieldAttributes.SpecialName))
                continue;
            var modifiers = (field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "") + (field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "");
            yield return new ApiMember($"{access}{modifiers}{field.DecodeSignature(TypeNames.Instance, scope)} {_reader.GetString(field.Name)}{ReadConstant(field.GetDefaultValue())}");
        }
    }

    private IEnumerable<string> ReadParameters(MethodDefinition method, MethodSignature<string> signature)
    {
        var parameters = method.GetParameters().Select(handle => _reader.GetParameter(handle)).Where(parameter => parameter.SequenceNumber > 0).ToDictionary(parameter => parameter.SequenceNumber);
        for (var i = 0; i < signature.ParameterTypes.Length; i++)
        {
            var type = signature.ParameterTypes[i];
            if (!parameters.TryGetValue(i + 1, out var parameter))
            {
                yield return type;
                continue;
            }

            var modifier = (type.EndsWith('&'), parameter.Attributes) switch
            {
                (true, var attributes) when attributes.HasFlag(ParameterAttributes.Out) => "out ",
                (true, var attributes) when attributes.HasFlag(ParameterAttributes.In) => "in ",
                (true, _) => "ref ",
                _ => HasAttribute(parameter.GetCustomAttributes(), "ParamArrayAttribute") ? "params " : "",
            };
            var optional = parameter.Attributes.HasFlag(ParameterAttributes.Optional) && parameter.GetDefaultValue().IsNil ? " = default" : ReadConstant(parameter.GetDefaultValue());
            yield return $"{modifier}{type} {_reader.GetString(parameter.Name)}{optional}";
        }
    }

    private string ReadParameters(GenericParameterHandleCollection handles, Scope scope)
    {
        if (handles.Count == 0)
            return "";
        return $"<{string.Join(", ", handles.Select(handle => ReadParameter(_reader.GetGenericParameter(handle), scope)))}>";
    }

    private string ReadParameter(GenericParameter parameter, Scope scope)
    {
        // What a compiler adds to say about nullability is an attribute, and not part of this.
        var constraints = parameter.GetConstraints().Select(handle => ReadTypeName(_reader.GetGenericParameterConstraint(handle).Type, scope)).Order(StringComparer.Ordinal);
        var attributes = parameter.Attributes == GenericParameterAttributes.None ? "" : $" {parameter.Attributes}";
        return $"{_reader.GetString(parameter.Name)}{attributes}{string.Concat(constraints.Select(constraint => $" : {constraint}"))}";
    }

    private string ReadTypeName(EntityHandle handle, Scope scope) => handle.Kind switch
    {
        HandleKind.TypeDefinition => TypeNames.Of(_reader, (TypeDefinitionHandle)handle),
        HandleKind.TypeReference => TypeNames.Instance.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0),
        _ => TypeNames.Instance.GetTypeFromSpecification(_reader, scope, (TypeSpecificationHandle)handle, 0),
    };

    private string ReadConstant(ConstantHandle handle)
    {
        if (handle.IsNil)
            return "";
        var constant = _reader.GetConstant(handle);
        var value = _reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return $" = {Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null"}";
    }

    private string ReadUsage(CustomAttributeHandleCollection handles) =>
        string.Concat(handles.Where(handle => IsAttribute(handle, nameof(AttributeUsageAttribute)))
            .Select(handle => ReadUsage(_reader.GetBlobReader(_reader.GetCustomAttribute(handle).Value))));

    private static string ReadUsage(BlobReader blob)
    {
        blob.ReadUInt16(); // The prolog.
        var (targets, allowMultiple, inherited) = ((AttributeTargets)blob.ReadInt32(), false, true);
        for (var named = blob.ReadUInt16(); named > 0; named--)
        {
            blob.ReadUInt16(); // A property, a boolean.
            if (blob.ReadSerializedString() == nameof(AttributeUsageAttribute.AllowMultiple))
                allowMultiple = blob.ReadBoolean();
            else
                inherited = blob.ReadBoolean();
        }

        return $"{targets}, multiple: {allowMultiple}, inherited: {inherited}";
    }

    private bool HasAttribute(CustomAttributeHandleCollection handles, string name) => handles.Any(handle => IsAttribute(handle, name));

    private bool IsAttribute(CustomAttributeHandle handle, string name) =>
        _reader.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
        && _reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
        && _reader.StringComparer.Equals(_reader.GetTypeReference((TypeReferenceHandle)type).Name, name);

    private string[] ReadNames(GenericParameterHandleCollection handles) =>
        [.. handles.Select(handle => _reader.GetString(_reader.GetGenericParameter(handle).Name))];

    private static string? Access(MethodAttributes access) => access switch
    {
        MethodAttributes.Public => "public ",
        MethodAttributes.Family => "protected ",
        MethodAttributes.FamORAssem => "protected ",
        _ => null,
    };

    private static string Modifiers(MethodAttributes attributes) => attributes switch
    {
        _ when attributes.HasFlag(MethodAttributes.Static) => attributes.HasFlag(MethodAttributes.Abstract) ? "static abstract " : "static ",
        _ when attributes.HasFlag(MethodAttributes.Abstract) => "abstract ",
        _ when attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.Final) => "virtual ",
        _ => "",
    };
}
