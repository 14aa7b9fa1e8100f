using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

internal static class CSharp
{
    /// <summary>The property's type, without its question mark.</summary>
    public static string TypeOf(Flag flag) => flag.Shape switch
    {
        FlagShape.Switch => "bool",
        FlagShape.Text => "string",
        FlagShape.Number => "long",
        FlagShape.Size => "ByteSize",
        FlagShape.Fraction => "decimal",
        FlagShape.Duration => "TimeSpan",
        FlagShape.Map => "ImmutableSortedDictionary<string, string?>",
        FlagShape.Value or FlagShape.Enumeration => flag.Type!,
        _ => $"ImmutableList<{ItemOf(flag)}>",
    };

    public static string ItemOf(Flag flag) => flag.Type ?? "string";

    public static string TypeOf(Positional positional) => positional.Repeat ? "ImmutableList<string>" : "string";

    /// <summary>The property's type, without its question mark.</summary>
    public static string TypeOf(ValueAttribute attribute) => attribute.Shape switch
    {
        AttributeShape.Switch => "bool",
        AttributeShape.Number => "int",
        AttributeShape.Duration => "TimeSpan",
        AttributeShape.TextList => "ImmutableArray<string>",
        AttributeShape.Annotations => "ImmutableArray<Annotation>",
        AttributeShape.Rest => "ImmutableSortedDictionary<string, string>",
        AttributeShape.Enumeration => attribute.Kind,
        _ => "string",
    };

    public static string Literal(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
