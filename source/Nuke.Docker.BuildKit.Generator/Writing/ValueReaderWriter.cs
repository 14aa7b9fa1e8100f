using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the class <c>ValueReader</c>, which reads the values of each flag from their attributes.</summary>
internal static class ValueReaderWriter
{
    public static void Write(CodeWriter code, ValueSpecification specification)
    {
        code.Line("using Nuke.Docker.BuildKit.Text;")
            .Line()
            .Line("namespace Nuke.Docker.BuildKit.Commands.Internal;")
            .Line()
            .Line(XmlDoc.Summary("Reads the values of flags from their attributes."))
            .Open("internal static class ValueReader");
        foreach (var family in specification.Families)
        {
            code.Gap()
                .Line(XmlDoc.Summary($"Reads a value of <c>{family.Flag}</c>."))
                .Line("/// <returns><c>null</c> if the type is unknown.</returns>")
                .Line($"public static {family.Name}? Read{family.Name}(string type, FlagAttributes _) => type switch")
                .Line("{");
            foreach (var record in specification.Records.Where(record => record.Family == family.Name && record.Type is not null))
                WriteCase(code, record);
            code.Line("    _ => null,").Line("};");
        }

        code.Close();
    }

    private static void WriteCase(CodeWriter code, ValueRecord record)
    {
        if (record.ReadByHand)
        {
            code.Line($"    {CSharp.Literal(record.Type!)} => {record.Name}.Read(_),");
            return;
        }

        var required = string.Join(", ", record.Inherited.Concat(record.Own).Where(attribute => attribute.Required)
            .Select(attribute => $"_.Required({CSharp.Literal(attribute.Name)})"));
        code.Line($"    {CSharp.Literal(record.Type!)} => new {record.Name}({required})").Line("    {");
        foreach (var attribute in record.All.Where(attribute => !attribute.Required))
            code.Line($"        {attribute.Property} = {Read(attribute)},");
        code.Line("    },");
    }

    private static string Read(ValueAttribute attribute)
    {
        var name = CSharp.Literal(attribute.Name);
        return attribute.Shape switch
        {
            AttributeShape.Switch => $"_.Bool({name})",
            AttributeShape.Number => $"_.Int({name})",
            AttributeShape.Duration => $"_.Duration({name})",
            AttributeShape.TextList => $"_.List({name})",
            AttributeShape.Enumeration => $"_.Enum<{attribute.Kind}>({name})",
            AttributeShape.Annotations => "_.Annotations()",
            AttributeShape.Rest => "_.Rest()",
            _ => $"_.Text({name})",
        };
    }
}
