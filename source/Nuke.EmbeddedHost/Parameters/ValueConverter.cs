using System.ComponentModel;
using System.Globalization;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.Parameters;

/// <summary>Converts texts to the value of a parameter.</summary>
internal static class ValueConverter
{
    /// <exception cref="ParameterException">A text doesn't fit the type.</exception>
    public static object? Convert(GivenValue given, Type type, char? separator, string flag)
    {
        if (ElementType(type) is { } element)
            return ConvertMany(given, type, element, separator, flag);
        if (given.InFile && given.IsList)
            throw new ParameterException($"{flag} takes one value and not a list (given {given.Origin})");

        return given.Values.Count switch
        {
            0 when Underlying(type) == typeof(bool) => true,
            0 => throw new ParameterException($"{flag} needs a value{Allowed(type)}"),
            1 => ConvertOne(given.Values[0], type, given, flag),
            var count => throw new ParameterException(
                $"{flag} takes one value, but {count} were given {given.Origin}: {given.Values.JoinCommaSpace()}{MisplacedTarget(type)}"),
        };
    }

    /// <summary>Returns true if the value fits the parameter.</summary>
    public static bool Fits(GivenValue given, HostParameters parameter)
    {
        try
        {
            Convert(given, parameter.Type, HostParameters.SeparatorOf(parameter.Name), parameter.Flag);
            return true;
        }
        catch (ParameterException)
        {
            return false;
        }
    }

    /// <summary>The names an enum or <see cref="Enumeration"/> allows, sorted; <c>null</c> for other types.</summary>
    public static IReadOnlyList<string>? AllowedValues(Type type)
    {
        type = Underlying(type);
        if (type.IsEnum)
            return [.. type.GetEnumNames().Order(StringComparer.Ordinal)];
        if (type == typeof(Host))
            return [.. CI.HostDetection.Names.Order(StringComparer.Ordinal)];
        return type.IsSubclassOf(typeof(Enumeration)) ? [.. Enumeration.Fields(type).Select(x => x.Name).Order(StringComparer.Ordinal)] : null;
    }

    /// <summary>Returns the type of the items if the type is an array or a collection interface; otherwise <c>null</c>.</summary>
    public static Type? ElementType(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        if (!type.IsGenericType)
            return null;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(IEnumerable<>) || definition == typeof(IReadOnlyCollection<>) || definition == typeof(IReadOnlyList<>)
            || definition == typeof(ICollection<>) || definition == typeof(IList<>) || definition == typeof(List<>)
            ? type.GetGenericArguments()[0]
            : null;
    }

    private static object ConvertMany(GivenValue given, Type type, Type element, char? separator, string flag)
    {
        if (!given.InFile && !type.IsArray)
            throw new ParameterException($"{flag} takes no values, because its type is {type.Name.Split('`')[0]}. Declare it as {element.Name}[].");
        if (given.InFile && !given.IsList)
            throw new ParameterException($"{flag} takes a list (given {given.Origin}): [\"{given.Values[0]}\"]");
        if (given.InFile && element == typeof(AbsolutePath))
            throw new ParameterException($"{flag} takes no paths from a file (given {given.Origin}). Pass them on the command line.");
        var texts = given.InFile || separator == null ? given.Values : Split(given, separator.Value, flag);
        var items = Array.CreateInstance(element, texts.Count);
        for (var index = 0; index < texts.Count; index++)
            items.SetValue(ConvertOne(texts[index], element, given, flag), index);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? Activator.CreateInstance(type, items)! : items;
    }

    // Several values, and separators in a value, are two ways to write a list.
    private static List<string> Split(GivenValue given, char separator, string flag)
    {
        if (given.Values.Count > 1 && given.Values.Any(x => x.Contains(separator, StringComparison.Ordinal)))
        {
            throw new ParameterException(
                $"{flag} takes several values, or one value with '{separator}' in it, but not both: {given.Values.JoinCommaSpace()}");
        }

        return [.. given.Values.SelectMany(x => x.Split(separator)).Where(x => !x.IsNullOrWhiteSpace())];
    }

    private static object? ConvertOne(string text, Type type, GivenValue given, string flag)
    {
        type = Underlying(type);
        try
        {
            return Parse(text, type, given);
        }
        catch (Exception exception) when (IsConversion(exception.Unwrap()))
        {
            var reason = AllowedValues(type) != null ? Allowed(type)[2..] : Expectation(type) ?? exception.Unwrap().Message;
            throw new ParameterException($"{flag} cannot be '{text}' (given {given.Origin}): {reason}");
        }
    }

    private static object? Parse(string text, Type type, GivenValue given) => type switch
    {
        _ when type == typeof(string) || type == typeof(object) => text,
        _ when type == typeof(bool) => bool.Parse(text),
        _ when type == typeof(int) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        _ when type == typeof(long) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        _ when type == typeof(AbsolutePath) => AbsolutePath.From(given.BasePath ?? EnvironmentInfo.WorkingDirectory, text),
        _ when type.IsEnum => ParseEnum(text, type),
        _ => TypeDescriptor.GetConverter(type) is { } converter && converter.CanConvertFrom(typeof(string))
            ? converter.ConvertFromInvariantString(text)
            : throw new NotSupportedException($"nothing converts a text to {type.Name}"),
    };

    // Enum.Parse alone would accept any number.
    private static object ParseEnum(string text, Type type)
        => Array.Find(type.GetEnumNames(), x => x.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : throw new FormatException();

    private static bool IsConversion(Exception exception)
        => exception is FormatException or ArgumentException or OverflowException or NotSupportedException or InvalidCastException;

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Allowed(Type type) => AllowedValues(type) is { } values ? $": allowed are {values.JoinCommaSpace()}" : "";

    private static string? Expectation(Type type)
        => type == typeof(bool) ? "true or false is expected. Targets come before all parameters."
            : type == typeof(int) || type == typeof(long) ? "a whole number is expected"
            : type == typeof(TimeSpan) ? "a time such as 00:01:30 is expected"
            : null;

    private static string MisplacedTarget(Type type) => Underlying(type) == typeof(bool) ? ". Targets come before all parameters." : "";
}
