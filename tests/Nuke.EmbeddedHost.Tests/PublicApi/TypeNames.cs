using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nuke.EmbeddedHost.Tests.PublicApi;

/// <summary>Type names as in the listings: full names, C# keywords, <c>T?</c>, tuples with their names.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(short)] = "short",
    };

    public static string Of(Type type, ICustomAttributeProvider? source = null)
        => Write(type, new Queue<string?>(source?.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false)
            .Cast<TupleElementNamesAttribute>().SelectMany(x => x.TransformNames) ?? []));

    private static string Write(Type type, Queue<string?> names)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef)
            return Write(type.GetElementType()!, names);
        if (type.IsArray)
            return Write(type.GetElementType()!, names) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Write(underlying, names) + "?";
        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
            return WriteTuple(type, names);

        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType != null ? Write(type.DeclaringType, names) + "." : type.Namespace + ".";
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments.Skip(inherited).Select(x => Write(x, names)).ToList();
        return outer + type.Name.Split('`')[0] + (own.Count > 0 ? $"<{string.Join(", ", own)}>" : "");
    }

    private static string WriteTuple(Type type, Queue<string?> names)
    {
        var items = type.GetGenericArguments();
        var own = items.Select(_ => names.Count > 0 ? names.Dequeue() : null).ToList();
        return $"({string.Join(", ", items.Select((x, i) => own[i] == null ? Write(x, names) : $"{Write(x, names)} {own[i]}"))})";
    }
}
