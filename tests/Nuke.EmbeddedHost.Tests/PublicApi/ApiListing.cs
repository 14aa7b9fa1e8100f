using System.Reflection;

namespace Nuke.EmbeddedHost.Tests.PublicApi;

/// <summary>Writes the public and protected API of an assembly, one signature a line.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared
        = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes().Where(IsVisible);

    public static IEnumerable<string> Signatures(Type type)
    {
        yield return TypeNames.Of(type);
        foreach (var member in type.GetMembers(Declared))
        {
            foreach (var line in Lines(type, member))
                yield return line;
        }
    }

    public static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(Declared).Where(x => IsVisible(x) && !x.IsSpecialName);

    public static string Name(MethodInfo method)
        => $"{TypeNames.Of(method.DeclaringType!)}.{method.Name}{Generics(method)}({Parameters(method)})";

    private static IEnumerable<string> Lines(Type type, MemberInfo member) => member switch
    {
        FieldInfo field when IsVisible(field) && !field.IsSpecialName => [Field(type, field)],
        PropertyInfo property => property.GetAccessors(nonPublic: true).Where(IsVisible).Select(x => Accessor(type, property, x)),
        ConstructorInfo constructor when IsVisible(constructor) && !type.IsSubclassOf(typeof(MulticastDelegate))
            => [$"{Access(constructor)}{TypeNames.Of(type)}.{type.Name.Split('`')[0]}({Parameters(constructor)}) -> void"],
        MethodInfo { IsSpecialName: false } method when IsVisible(method) && IsListed(type, method)
            => [$"{Access(method)}{Modifier(method)}{Name(method)} -> {TypeNames.Of(method.ReturnType, method.ReturnParameter)}"],
        MethodInfo { IsSpecialName: true } method when method.Name.StartsWith("op_", StringComparison.Ordinal)
            => [$"static {TypeNames.Of(type)}.{Operator(method)}({Parameters(method)}) -> {TypeNames.Of(method.ReturnType, method.ReturnParameter)}"],
        _ => [],
    };

    // Of a delegate, only its declaration.
    private static bool IsListed(Type type, MethodInfo method) => !type.IsSubclassOf(typeof(MulticastDelegate)) || method.Name == "Invoke";

    private static string Field(Type type, FieldInfo field)
    {
        var name = $"{TypeNames.Of(type)}.{field.Name}";
        var fieldType = TypeNames.Of(field.FieldType, field);
        if (type.IsEnum)
            return $"{name} = {Convert.ToInt64(field.GetRawConstantValue())} -> {fieldType}";
        if (field.IsLiteral)
            return $"const {name} = {Values.Of(field.GetRawConstantValue(), field.FieldType)} -> {fieldType}";
        var access = Access(field.IsFamily || field.IsFamilyOrAssembly);
        return $"{access}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{name} -> {fieldType}";
    }

    private static string Accessor(Type type, PropertyInfo property, MethodInfo accessor)
    {
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var kind = accessor.ReturnType != typeof(void) ? "get"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Any(x => x.Name == "IsExternalInit") ? "init"
            : "set";
        var result = kind == "get" ? TypeNames.Of(property.PropertyType, property) : "void";
        return $"{Access(accessor)}{Modifier(accessor)}{TypeNames.Of(type)}.{name}.{kind} -> {result}";
    }

    private static string Modifier(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";
        if (!method.IsVirtual || method.IsFinal)
            return "";
        if (method.GetBaseDefinition().DeclaringType != method.DeclaringType)
            return "override ";
        if (method.IsAbstract)
            return method.DeclaringType!.IsInterface ? "" : "abstract ";
        return "virtual ";
    }

    private static string Operator(MethodInfo method) => method.Name switch
    {
        "op_Implicit" => $"implicit operator {TypeNames.Of(method.ReturnType)}",
        "op_Explicit" => $"explicit operator {TypeNames.Of(method.ReturnType)}",
        "op_Equality" => "operator ==",
        "op_Inequality" => "operator !=",
        "op_Addition" => "operator +",
        "op_Division" => "operator /",
        _ => method.Name,
    };

    private static string Generics(MethodInfo method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(x => x.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var parameters = method.GetParameters().Select(Parameter).ToList();
        if (method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)))
            parameters[0] = "this " + parameters[0];
        return string.Join(", ", parameters);
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Values.Of(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{prefix}{TypeNames.Of(parameter.ParameterType, parameter)} {parameter.Name}{value}";
    }

    private static string Access(MethodBase method) => Access(method.IsFamily || method.IsFamilyOrAssembly);

    private static string Access(bool isProtected) => isProtected ? "protected " : "";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(Type type)
        => type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));
}
