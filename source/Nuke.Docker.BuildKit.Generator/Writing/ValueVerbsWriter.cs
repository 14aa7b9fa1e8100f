using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the fluent verbs of a value's record, including those of inherited attributes.</summary>
internal static class ValueVerbsWriter
{
    public static void Write(CodeWriter code, ValueRecord record)
    {
        List<ValueAttribute> attributes = [.. record.All.Where(attribute => attribute is { Required: false, Handwritten: false })];
        if (record.Type is null || attributes.Count == 0)
            return;

        code.Line()
            .Line(XmlDoc.Summary(
                $"Fluent verbs of <see cref=\"{record.Name}\"/>: <c>Set</c> for one value, <c>Add</c> for many, " +
                "<c>Enable</c> for a switch. Each returns a changed copy."))
            .Open($"public static class {record.Name}Extensions");
        foreach (var attribute in attributes)
            Write(code, record, attribute);
        code.Close();
    }

    private static void Write(CodeWriter code, ValueRecord record, ValueAttribute attribute)
    {
        var property = attribute.Property;
        var (verb, parameters, value) = attribute.Shape switch
        {
            AttributeShape.Switch => ("Enable", "bool? enabled = true", "enabled"),
            AttributeShape.TextList => ("Add", "params IEnumerable<string> values", $"(settings.{property} ?? []).AddRange(values)"),
            AttributeShape.Annotations => ("Add", "params IEnumerable<Annotation> values", $"(settings.{property} ?? []).AddRange(values)"),
            AttributeShape.Rest => ("Add", "string key, string value", $"settings.{property}.SetItem(key, value)"),
            _ => ("Set", $"{CSharp.TypeOf(attribute)}? value", "value"),
        };
        code.Gap()
            .Line($"/// <inheritdoc cref=\"{Declaring(record, attribute).Name}.{property}\"/>")
            .Line("[Pure]")
            .Line($"public static {record.Name} {verb}{property}(this {record.Name} settings, {parameters}) => settings with {{ {property} = {value} }};");
    }

    private static ValueRecord Declaring(ValueRecord record, ValueAttribute attribute) =>
        record.Base is { } parent && !record.Own.Contains(attribute) ? Declaring(parent, attribute) : record;
}
