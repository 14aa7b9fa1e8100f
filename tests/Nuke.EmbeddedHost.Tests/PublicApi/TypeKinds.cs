using System.Reflection;

namespace Nuke.EmbeddedHost.Tests.PublicApi;

/// <summary>Describes the kind of a type, its bases and its constraints.</summary>
internal static class TypeKinds
{
    public static string Of(Type type)
    {
        var kind = type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsSubclassOf(typeof(MulticastDelegate)) ? "delegate"
            : type.IsByRefLike ? "ref struct"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        var bases = kind is "enum" or "delegate" or "static class" ? [] : Bases(type).ToList();
        return kind + (bases.Count > 0 ? $" : {string.Join(", ", bases)}" : "") + Constraints(type.GetGenericArguments());
    }

    public static string Constraints(IEnumerable<Type> parameters)
        => string.Concat(parameters.Where(x => x.IsGenericParameter).Select(Constraint).Where(x => x.Length > 0).Select(x => $" {x}"));

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } baseType && baseType != typeof(object) && baseType != typeof(ValueType))
            yield return TypeNames.Of(baseType);
        var all = type.GetInterfaces();
        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(all.SelectMany(x => x.GetInterfaces())).ToHashSet();
        foreach (var name in all.Where(x => !inherited.Contains(x)).Select(x => TypeNames.Of(x)).Order(StringComparer.Ordinal))
            yield return name;
    }

    private static string Constraint(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var parts = new List<string>();
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Add("class");
        if (isStruct)
            parts.Add("struct");
        parts.AddRange(parameter.GetGenericParameterConstraints().Where(x => x != typeof(ValueType)).Select(x => TypeNames.Of(x)));
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            parts.Add("new()");
        return parts.Count == 0 ? "" : $"where {parameter.Name} : {string.Join(", ", parts)}";
    }
}
