using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the first versions of attributes, as a part of the class <c>FirstVersions</c>.</summary>
internal static class FirstVersionsWriter
{
    public static void Write(CodeWriter code, ValueSpecification specification)
    {
        code.Line("namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;")
            .Line()
            .Open("internal static partial class FirstVersions")
            .Line(XmlDoc.Summary(
                "Attributes within the values of flags that are newer than the flag. Older tools ignore them silently; an entitlement fails the build."))
            .Line("public static IReadOnlyList<AttributeNeed> Attributes { get; } =")
            .Line("[");
        foreach (var record in specification.Records.Where(record => record.Type is not null))
            Write(code, record.Flag, CSharp.Literal(record.Type!), record.All);
        foreach (var (flag, attributes) in specification.Others)
            Write(code, flag, "null", attributes);
        code.Line("];").Close();
    }

    private static void Write(CodeWriter code, string flag, string type, IEnumerable<ValueAttribute> attributes)
    {
        foreach (var attribute in attributes.Where(attribute => attribute.Since is not null))
        {
            var since = attribute.Since!.Replace(".", ", ");
            code.Line($"    new({CSharp.Literal(flag)}, {type}, {CSharp.Literal(attribute.Name)}, VersionedTool.{attribute.Tool}, new({since})),");
        }
    }
}
