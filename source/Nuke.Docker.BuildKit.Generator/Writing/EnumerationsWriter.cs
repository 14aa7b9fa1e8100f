using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the enumerations, and the class <c>FlagValues</c> with their spellings on the command line.</summary>
internal static class EnumerationsWriter
{
    public static void Write(CodeWriter code, Enumeration enumeration)
    {
        code.Line("namespace Nuke.Docker.BuildKit.Commands;")
            .Line()
            .Line(XmlDoc.Summary(XmlDoc.Text(enumeration.Doc)))
            .Open($"public enum {enumeration.Name}");
        foreach (var (name, text, doc) in enumeration.Members)
        {
            code.Gap()
                .Line(XmlDoc.Summary($"<c>{XmlDoc.Escape(text)}</c>. {XmlDoc.Text(doc)}"))
                .Line($"{name},");
        }

        code.Close();
    }

    public static void WriteSpellings(CodeWriter code, IReadOnlyList<Enumeration> enumerations)
    {
        code.Line("namespace Nuke.Docker.BuildKit.Commands.Internal;")
            .Line()
            .Line(XmlDoc.Summary("Enumerations as the command line spells them."))
            .Open("internal static class FlagValues")
            .Line("public static string Of<T>(T value)")
            .Line("    where T : struct, Enum => value switch")
            .Line("    {");
        foreach (var enumeration in enumerations)
            code.Line($"        {enumeration.Name} one => one.ToValue(),");
        code.Line("        _ => throw new ArgumentOutOfRangeException(nameof(value), value, \"has no spelling on the command line\"),")
            .Line("    };");
        foreach (var enumeration in enumerations)
        {
            code.Gap()
                .Line($"public static string ToValue(this {enumeration.Name} value) => value switch")
                .Line("{");
            foreach (var (name, text, _) in enumeration.Members)
                code.Line($"    {enumeration.Name}.{name} => {CSharp.Literal(text)},");
            code.Line($"    _ => throw new ArgumentOutOfRangeException(nameof(value), value, \"is no member of {enumeration.Name}\"),")
                .Line("};");
        }

        code.Close();
    }
}
