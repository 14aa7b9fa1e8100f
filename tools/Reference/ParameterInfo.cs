using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Reference;

/// <summary>A parameter of a component: its flag, the values that it takes, its default and its documentation.</summary>
internal sealed partial record ParameterInfo
{
    public required string Name { get; init; }

    /// <summary>The full flag and, if the parameter has one, the short flag.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    public required Type Component { get; init; }

    public required string Values { get; init; }

    public required string Default { get; init; }

    /// <summary>The text that <c>--help</c> prints, without the short flag and the default.</summary>
    public required string Description { get; init; }

    public required string Summary { get; init; }

    public static ParameterInfo Read(PropertyInfo property, XmlDocumentation documentation)
    {
        var help = property.GetCustomAttribute<ParameterAttribute>()!.Description
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} has no description.");
        var stated = DefaultSentence().Match(help);
        var parameter = new ComponentParameter(property);
        return new()
        {
            Name = parameter.Name,
            Flags = [.. parameter.Names.Select(ComponentParameter.FlagOf)],
            Component = property.DeclaringType!,
            Values = ValuesOf(property),
            Default = stated.Success ? stated.Groups["value"].Value : UnstatedDefault(property),
            Description = ShortSentence().Replace(DefaultSentence().Replace(help, ""), ""),
            Summary = documentation.Summary(property),
        };
    }

    private static string ValuesOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(bool))
            return "`true`, `false`; alone: `true`";
        if (type.IsEnum)
            return string.Join(", ", type.GetEnumNames().Select(name => $"`{name.ToLowerInvariant()}`"));
        if (type == typeof(int))
            return property.GetCustomAttribute<RangeAttribute>() is { } range ? $"{range.Minimum} to {range.Maximum}" : "whole number";
        return type.IsArray ? "one or more, separated by spaces" : "text";
    }

    private static string UnstatedDefault(PropertyInfo property) => property.PropertyType == typeof(bool) ? "`false`" : "none";

    [GeneratedRegex(@"\.? Default: (?<value>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DefaultSentence();

    [GeneratedRegex(@"\. Short: --[a-z-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortSentence();
}
