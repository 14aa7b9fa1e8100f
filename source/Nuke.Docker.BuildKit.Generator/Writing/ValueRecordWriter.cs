using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the record of a value: a property for each attribute, and their rendering.</summary>
internal static class ValueRecordWriter
{
    public static void Write(CodeWriter code, ValueRecord record)
    {
        var sort = record.Type is null ? "abstract " : record.IsBase ? "" : "sealed ";
        SettingsWriter.Head(code)
            .Line(XmlDoc.Summary(XmlDoc.Text(record.Doc)))
            .Open($"public {sort}partial record {record.Name} : {record.Base?.Name ?? record.Family}");
        WriteConstructor(code, record);
        if (record.Type is not null)
        {
            code.Gap()
                .Line("/// <inheritdoc/>")
                .Line($"public override string Type => {CSharp.Literal(record.Type)};");
        }

        foreach (var attribute in record.Own.Where(attribute => !attribute.Handwritten))
            WriteProperty(code, attribute);
        WriteRender(code, record);
        code.Close();
    }

    // Required attributes are parameters. Errors name the type, which derived records pass to an abstract record.
    private static void WriteConstructor(CodeWriter code, ValueRecord record)
    {
        List<ValueAttribute> inherited = [.. record.Inherited.Where(attribute => attribute.Required)];
        List<ValueAttribute> own = [.. record.Own.Where(attribute => attribute.Required)];
        var isAbstract = record.Type is null;
        if (inherited.Count + own.Count == 0)
            return;

        var parameters = string.Join(", ", inherited.Concat(own).Select(attribute => $"string {attribute.Parameter}"));
        var setting = $"\"{record.Flag} type={record.Type}\"";
        var passed = inherited.Count == 0 ? ""
            : $" : base({string.Join(", ", inherited.Select(attribute => attribute.Parameter))}, {(isAbstract ? "setting" : setting)})";
        code.Gap().Line(XmlDoc.Summary("Creates the value from its required attributes."));
        foreach (var attribute in inherited.Concat(own))
            code.Line($"/// <param name=\"{attribute.Parameter}\"><c>{attribute.Name}</c>. {XmlDoc.Text(attribute.Doc)}</param>");
        if (isAbstract)
            code.Line("/// <param name=\"setting\">Name of the flag and its type for errors.</param>");
        code.Line("/// <exception cref=\"InvalidSettingException\">A required attribute is empty or has a value that is not allowed.</exception>")
            .Open($"{(isAbstract ? "private protected" : "public")} {record.Name}({parameters}{(isAbstract ? ", string setting" : "")}){passed}");
        foreach (var attribute in own)
        {
            var name = isAbstract ? $"$\"{{setting}}, {attribute.Name}\"" : CSharp.Literal($"{record.Flag} type={record.Type}, {attribute.Name}");
            code.Line($"{attribute.Property} = Required.Text({attribute.Parameter}, {name});");
        }

        code.Line("CheckRequired();")
            .Close()
            .Gap()
            .Line("partial void CheckRequired();");
    }

    private static void WriteProperty(CodeWriter code, ValueAttribute attribute)
    {
        code.Gap().Line(XmlDoc.Of(attribute));
        var hides = attribute.Hides ? "new " : "";
        code.Line(attribute switch
        {
            { Required: true } => $"public {hides}{CSharp.TypeOf(attribute)} {attribute.Property} {{ get; }}",
            { Shape: AttributeShape.Rest } => $"public {hides}{CSharp.TypeOf(attribute)} {attribute.Property} {{ get; init; }} = KeyValues.NoSecrets;",
            _ => $"public {hides}{CSharp.TypeOf(attribute)}? {attribute.Property} {{ get; init; }}",
        });
    }

    private static void WriteRender(CodeWriter code, ValueRecord record)
    {
        code.Gap()
            .Line("/// <inheritdoc/>")
            .Open("protected override void Write(CsvWriter _)")
            .Line("Check();");
        foreach (var attribute in record.Before)
            Render(code, attribute, record);
        if (record.Base is not null)
            code.Line("base.Write(_);");
        foreach (var attribute in record.After)
            Render(code, attribute, record);
        code.Close()
            .Gap()
            .Line("partial void Check();");
    }

    private static void Render(CodeWriter code, ValueAttribute attribute, ValueRecord record)
    {
        var (name, property) = (CSharp.Literal(attribute.Name), attribute.Property);
        var setting = $"$\"{record.Flag} type={{Type}}, {attribute.Name}\"";
        if (attribute.Handwritten)
            return;
        code.Line(attribute switch
        {
            { Secret: true } => $"_.AddSecret({name}, {property});",
            { Minimum: { } minimum } => $"_.Add({name}, NumberLimits.AtLeast({minimum}, {property}, {setting}));",
            { Allowed.Count: > 0 } => $"_.Add({name}, NumberLimits.OneOf([{string.Join(", ", attribute.Allowed)}], {property}, {setting}));",
            { Shape: AttributeShape.Duration } =>
                $"_.Add({name}, {property} is {{ }} {attribute.Parameter} ? GoDuration.Format({attribute.Parameter}) : null);",
            { Shape: AttributeShape.TextList } => $"_.Add({name}, {property} is {{ }} {attribute.Parameter} ? string.Join(',', {attribute.Parameter}) : null);",
            { Shape: AttributeShape.Enumeration } => $"_.Add({name}, {property}?.ToValue());",
            { Shape: AttributeShape.Annotations } => $"_.AddAnnotations({property});",
            { Shape: AttributeShape.Rest } => $"_.AddRest({property});",
            _ => $"_.Add({name}, {property});",
        });
    }
}
