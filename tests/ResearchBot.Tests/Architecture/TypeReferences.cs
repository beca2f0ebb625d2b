using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ResearchBot.Tests.Architecture;

/// <summary>A type that knows another one of its assembly.</summary>
internal sealed record TypeReference(string FromNamespace, string From, string ToNamespace, string To)
{
    public override string ToString() => $"{From} ({FromNamespace}) → {To} ({ToNamespace})";
}

/// <summary>
/// Which types of a compiled assembly know which others of it: by what they inherit, hold, take, return, are marked with, and by what their bodies use.
/// Nested types and the compiler's own count for the type they stand in. A constant of another type leaves no trace in the assembly.
/// </summary>
internal sealed class TypeReferences : IDisposable
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly SignatureTypes _signatures = new();

    private TypeReferences(string path)
    {
        _image = new PEReader(File.OpenRead(path));
        _metadata = _image.GetMetadataReader();
    }

    /// <summary>The references from one namespace into another, each once.</summary>
    public static IReadOnlyList<TypeReference> Between(string path)
    {
        using var reader = new TypeReferences(path);
        return [.. reader._metadata.TypeDefinitions.SelectMany(reader.Of)
            .Where(reference => reference.FromNamespace != reference.ToNamespace && reference.FromNamespace.Length > 0 && reference.ToNamespace.Length > 0)
            .Distinct().OrderBy(reference => reference.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The names of all types that were written by hand.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        using var reader = new TypeReferences(path);
        return [.. reader._metadata.TypeDefinitions.Select(handle => reader._metadata.GetString(reader._metadata.GetTypeDefinition(handle).Name).Split('`')[0])
            .Where(name => !name.Contains('<', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }

    public void Dispose() => _image.Dispose();

    private IEnumerable<TypeReference> Of(TypeDefinitionHandle handle)
    {
        var from = Outermost(handle);
        var (fromNamespace, fromName) = NameOf(from);
        return Known(handle).Select(Outermost).Where(to => to != from).Distinct()
            .Select(to => NameOf(to)).Select(to => new TypeReference(fromNamespace, fromName, to.Namespace, to.Name));
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle handle) =>
        _metadata.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } outer ? Outermost(outer) : handle;

    private (string Namespace, string Name) NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return (_metadata.GetString(type.Namespace), _metadata.GetString(type.Name).Split('`')[0]);
    }

    private IEnumerable<TypeDefinitionHandle> Known(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var marks = type.GetCustomAttributes().Concat(type.GetMethods().SelectMany(method => _metadata.GetMethodDefinition(method).GetCustomAttributes()))
            .Concat(type.GetFields().SelectMany(field => _metadata.GetFieldDefinition(field).GetCustomAttributes()))
            .Concat(type.GetProperties().SelectMany(property => _metadata.GetPropertyDefinition(property).GetCustomAttributes()));
        return
        [
            .. Types(type.BaseType),
            .. type.GetInterfaceImplementations().SelectMany(one => Types(_metadata.GetInterfaceImplementation(one).Interface)),
            .. Constraints(type.GetGenericParameters()),
            .. type.GetFields().SelectMany(field => _metadata.GetFieldDefinition(field).DecodeSignature(_signatures, null)),
            .. type.GetMethods().SelectMany(Method),
            .. marks.SelectMany(mark => Types(_metadata.GetCustomAttribute(mark).Constructor)),
        ];
    }

    private IEnumerable<TypeDefinitionHandle> Constraints(GenericParameterHandleCollection parameters) =>
        parameters.SelectMany(parameter => _metadata.GetGenericParameter(parameter).GetConstraints())
            .SelectMany(constraint => Types(_metadata.GetGenericParameterConstraint(constraint).Type));

    private IEnumerable<TypeDefinitionHandle> Method(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        foreach (var known in Of(method.DecodeSignature(_signatures, null)).Concat(Constraints(method.GetGenericParameters())))
        {
            yield return known;
        }

        if (method.RelativeVirtualAddress == 0)
        {
            yield break;
        }

        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        var locals = body.LocalSignature.IsNil ? [] : _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null).SelectMany(one => one);
        var caught = body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch).SelectMany(region => Types(region.CatchType));
        foreach (var known in locals.Concat(caught).Concat(Tokens(body.GetILContent()).SelectMany(Types)))
        {
            yield return known;
        }
    }

    /// <summary>The tokens that a body's instructions carry.</summary>
    private static List<EntityHandle> Tokens(ImmutableArray<byte> code)
    {
        var tokens = new List<EntityHandle>();
        for (var at = 0; at < code.Length;)
        {
            int instruction = code[at++];
            if (instruction == 0xFE)
            {
                instruction = 0xFE00 | code[at++];
            }

            var operand = Operands[instruction];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                tokens.Add(MetadataTokens.EntityHandle(BitConverter.ToInt32(code.AsSpan(at, 4))));
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code.AsSpan(at, 4))),
                _ => 4,
            };
        }

        return tokens;
    }

    private IEnumerable<TypeDefinitionHandle> Types(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return [];
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [(TypeDefinitionHandle)handle];
            case HandleKind.TypeSpecification:
                return _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null);
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return [method.GetDeclaringType(), .. Of(method.DecodeSignature(_signatures, null))];
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return [field.GetDeclaringType(), .. field.DecodeSignature(_signatures, null)];
            case HandleKind.MethodSpecification:
                var made = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return [.. Types(made.Method), .. made.DecodeSignature(_signatures, null).SelectMany(one => one)];
            case HandleKind.MemberReference:
                return Types(_metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
            default:
                return [];
        }
    }

    private static IEnumerable<TypeDefinitionHandle> Of(MethodSignature<ImmutableHashSet<TypeDefinitionHandle>> signature) =>
        signature.ParameterTypes.Append(signature.ReturnType).SelectMany(types => types);

    /// <summary>The types of this assembly that a signature names.</summary>
    private sealed class SignatureTypes : ISignatureTypeProvider<ImmutableHashSet<TypeDefinitionHandle>, object?>
    {
        private static readonly ImmutableHashSet<TypeDefinitionHandle> None = [];

        public ImmutableHashSet<TypeDefinitionHandle> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [handle];

        public ImmutableHashSet<TypeDefinitionHandle> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public ImmutableHashSet<TypeDefinitionHandle> GetGenericInstantiation(ImmutableHashSet<TypeDefinitionHandle> genericType, ImmutableArray<ImmutableHashSet<TypeDefinitionHandle>> typeArguments) =>
            genericType.Union(typeArguments.SelectMany(one => one));

        public ImmutableHashSet<TypeDefinitionHandle> GetFunctionPointerType(MethodSignature<ImmutableHashSet<TypeDefinitionHandle>> signature) => [.. Of(signature)];

        public ImmutableHashSet<TypeDefinitionHandle> GetModifiedType(ImmutableHashSet<TypeDefinitionHandle> modifier, ImmutableHashSet<TypeDefinitionHandle> unmodifiedType, bool isRequired) =>
            modifier.Union(unmodifiedType);

        public ImmutableHashSet<TypeDefinitionHandle> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => None;

        public ImmutableHashSet<TypeDefinitionHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => None;

        public ImmutableHashSet<TypeDefinitionHandle> GetGenericMethodParameter(object? genericContext, int index) => None;

        public ImmutableHashSet<TypeDefinitionHandle> GetGenericTypeParameter(object? genericContext, int index) => None;

        public ImmutableHashSet<TypeDefinitionHandle> GetArrayType(ImmutableHashSet<TypeDefinitionHandle> elementType, ArrayShape shape) => elementType;

        public ImmutableHashSet<TypeDefinitionHandle> GetByReferenceType(ImmutableHashSet<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableHashSet<TypeDefinitionHandle> GetPinnedType(ImmutableHashSet<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableHashSet<TypeDefinitionHandle> GetPointerType(ImmutableHashSet<TypeDefinitionHandle> elementType) => elementType;

        public ImmutableHashSet<TypeDefinitionHandle> GetSZArrayType(ImmutableHashSet<TypeDefinitionHandle> elementType) => elementType;
    }
}
