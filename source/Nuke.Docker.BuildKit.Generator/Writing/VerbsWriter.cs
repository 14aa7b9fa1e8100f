using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the fluent verbs: <c>Set</c> for one value, <c>Add</c> for many, <c>Enable</c> for a switch.</summary>
internal static class VerbsWriter
{
    public static void Write(CodeWriter code, Command command)
    {
        var settings = command.SettingsName;
        code.Line()
            .Line(XmlDoc.Summary(
                $"Fluent verbs of <see cref=\"{settings}\"/>: <c>Set</c> for one value, <c>Add</c> for many, " +
                "<c>Enable</c> for a switch. Each returns a changed copy."))
            .Open($"public static class {settings}Extensions");
        foreach (var flag in command.Flags)
            Write(code, settings, flag);
        foreach (var positional in command.Positionals)
        {
            if (positional.Repeat)
                Add(code, settings, positional.Name, "string");
            else
                Set(code, settings, positional.Name, "string");
        }

        code.Close();
    }

    /// <param name="code">Receives the lines.</param>
    /// <param name="settings">A record, or the open generic base of a tool's settings.</param>
    /// <param name="flag">The flag.</param>
    public static void Write(CodeWriter code, string settings, Flag flag)
    {
        var name = flag.PropertyName;
        switch (flag.Shape)
        {
            case FlagShape.Switch:
                Verb(code, settings, name, $"Enable{name}", "bool? enabled = true", "enabled");
                break;
            case FlagShape.Map:
                var before = $"(settings.{name} ?? KeyValues.None)";
                Verb(code, settings, name, $"Add{name}", "string key, string? value", $"{before}.SetItem(key, value)");
                Verb(code, settings, name, $"Add{name}", "IEnumerable<KeyValuePair<string, string?>> values", $"{before}.SetItems(values)");
                break;
            case FlagShape.TextList or FlagShape.CsvList or FlagShape.ValueList:
                Add(code, settings, name, CSharp.ItemOf(flag));
                break;
            default:
                Set(code, settings, name, CSharp.TypeOf(flag));
                break;
        }
    }

    private static void Set(CodeWriter code, string settings, string name, string type) =>
        Verb(code, settings, name, $"Set{name}", $"{type}? value", "value");

    private static void Add(CodeWriter code, string settings, string name, string type) =>
        Verb(code, settings, name, $"Add{name}", $"params IEnumerable<{type}> values", $"(settings.{name} ?? []).AddRange(values)");

    private static void Verb(CodeWriter code, string settings, string property, string verb, string parameters, string value)
    {
        code.Gap().Line($"/// <inheritdoc cref=\"{settings.Replace('<', '{').Replace('>', '}')}.{property}\"/>").Line("[Pure]");
        code.Line(settings.EndsWith("<T>", StringComparison.Ordinal)
            ? $"public static T {verb}<T>(this T settings, {parameters}) where T : {settings} => (T)(({settings})settings with {{ {property} = {value} }});"
            : $"public static {settings} {verb}(this {settings} settings, {parameters}) => settings with {{ {property} = {value} }};");
    }
}
