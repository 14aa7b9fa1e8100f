namespace Nuke.EmbeddedHost.Tests.PublicApi;

/// <summary>Default and constant values as C# writes them.</summary>
internal static class Values
{
    public static string Of(object? value, Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null when type.IsGenericParameter || (type.IsValueType && underlying == type) => $"default({TypeNames.Of(type)})",
            null => "null",
            _ when underlying.IsEnum => $"{TypeNames.Of(underlying)}.{Enum.GetName(underlying, Enum.ToObject(underlying, value))}",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            char character => $"'{character}'",
            _ => $"{value}",
        };
    }
}
