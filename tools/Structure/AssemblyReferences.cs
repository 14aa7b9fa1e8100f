using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Structure;

/// <summary>Reads from a compiled assembly which of its types uses which other.</summary>
public static class AssemblyReferences
{
    /// <summary>Reads the references between the top-level types of one assembly. A nested or generated type counts as its outermost type.</summary>
    /// <param name="file">Path of the assembly.</param>
    /// <returns>One entry per pair of types, without references of a type to itself.</returns>
    public static IReadOnlyList<TypeReferencePair> Read(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        var pairs = new HashSet<TypeReferencePair>();
        foreach (var type in module.GetTypes().Where(type => type.Name != "<Module>"))
        {
            var user = Outermost(type).FullName;
            foreach (var used in Uses(type).SelectMany(Flatten).Where(used => used.Scope == module))
            {
                var name = Outermost(used).FullName;
                if (name != user)
                    pairs.Add(new(user, name));
            }
        }

        return [.. pairs];
    }

    /// <summary>Reads the names of the assemblies that an assembly refers to.</summary>
    /// <param name="file">Path of the assembly.</param>
    public static IReadOnlyList<string> Assemblies(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    static IEnumerable<TypeReference?> Uses(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. Attributes(type),
        .. Constraints(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.Select(@event => @event.EventType),
        .. type.Methods.SelectMany(Uses),
    ];

    static IEnumerable<TypeReference?> Uses(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. Constraints(method),
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. method.HasBody ? Uses(method.Body) : [],
    ];

    static IEnumerable<TypeReference?> Uses(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => Operand(instruction.Operand)),
    ];

    static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Select(argument => argument.Value as TypeReference)
            .Append(attribute.AttributeType));

    static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    // An array, a generic instance or a modified type counts as the types that it consists of.
    static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType instance => Flatten(instance.ElementType).Concat(instance.GenericArguments.SelectMany(Flatten)),
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };

    static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
