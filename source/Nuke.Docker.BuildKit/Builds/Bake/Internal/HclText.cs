using System.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>Writes bake files in HCL.</summary>
internal static class HclText
{
    public static string Of(BakeFile file)
    {
        var text = new StringBuilder();
        foreach (var (name, variable) in file.Variables)
            Block(text, "variable", name, BakeBlocks.Write(variable), "type");
        foreach (var (name, function) in file.Functions)
            Block(text, "function", name, BakeBlocks.Write(function), "params", "variadic_params");
        foreach (var (name, group) in file.Groups)
            Block(text, "group", name, BakeBlocks.Write(group));
        foreach (var (name, target) in file.Targets)
            Block(text, "target", name, BakeTargetMap.Write(target));
        foreach (var (name, value) in file.Other.Members)
            Attribute(text, "", name, value);
        return text.ToString();
    }

    /// <summary>Quotes a template. Its texts are escaped, its expressions are not.</summary>
    public static string Quoted(string template)
    {
        var text = new StringBuilder("\"");
        for (var index = 0; index < template.Length; index++)
        {
            var rest = template.AsSpan(index);
            if (rest.StartsWith("$${") || rest.StartsWith("%%{"))
            {
                text.Append(rest[..3]);
                index += 2;
            }
            else if (rest.StartsWith("${") || rest.StartsWith("%{"))
            {
                var end = BakeTemplate.EndOfExpression(template, index);
                text.Append(template, index, end - index);
                index = end - 1;
            }
            else
            {
                Append(text, template[index]);
            }
        }
        return text.Append('"').ToString();
    }

    private static void Block(StringBuilder text, string kind, string name, IEnumerable<KeyValuePair<string, BakeValue>> attributes, params string[] bare)
    {
        if (text.Length > 0)
            text.Append('\n');
        text.Append(kind).Append(' ').Append(Quoted(BakeTemplate.Escape(name))).Append(" {\n");
        foreach (var (attribute, value) in attributes)
        {
            if (attribute == "validation")
                Validations(text, (BakeList)value);
            else if (bare.Contains(attribute))
                text.Append($"  {attribute} = {Bare(value)}\n");
            else
                Attribute(text, "  ", attribute, value);
        }
        text.Append("}\n");
    }

    private static void Validations(StringBuilder text, BakeList validations)
    {
        foreach (var validation in validations.Items.OfType<BakeMap>())
        {
            text.Append("  validation {\n");
            foreach (var (name, value) in validation.Members)
                Attribute(text, "    ", name, value);
            text.Append("  }\n");
        }
    }

    private static void Attribute(StringBuilder text, string indent, string name, BakeValue value)
    {
        text.Append(indent).Append(name).Append(" = ");
        Value(text, indent, value);
        text.Append('\n');
    }

    // A type or the names of parameters, which are identifiers in HCL and strings in JSON.
    private static string Bare(BakeValue value) => value switch
    {
        BakeText word => word.Template,
        BakeList words => $"[{string.Join(", ", words.Items.Select(Bare))}]",
        _ => "",
    };

    private static void Value(StringBuilder text, string indent, BakeValue value)
    {
        switch (value)
        {
            case BakeText one:
                text.Append(Quoted(one.Template));
                break;
            case BakeLiteral literal:
                text.Append(literal.Json);
                break;
            case BakeList { Items.Count: 0 }:
                text.Append("[]");
                break;
            case BakeList { Items: [BakeText only] }:
                text.Append('[').Append(Quoted(only.Template)).Append(']');
                break;
            case BakeList list:
                text.Append("[\n");
                foreach (var item in list.Items)
                {
                    text.Append(indent).Append("  ");
                    Value(text, indent + "  ", item);
                    text.Append(",\n");
                }
                text.Append(indent).Append(']');
                break;
            case BakeMap { Members.Count: 0 }:
                text.Append("{}");
                break;
            case BakeMap map:
                text.Append("{\n");
                foreach (var (name, member) in map.Members)
                    Attribute(text, indent + "  ", Quoted(BakeTemplate.Escape(name)), member);
                text.Append(indent).Append('}');
                break;
        }
    }

    private static void Append(StringBuilder text, char character)
    {
        switch (character)
        {
            case '"' or '\\':
                text.Append('\\').Append(character);
                break;
            case '\n':
                text.Append("\\n");
                break;
            case '\r':
                text.Append("\\r");
                break;
            case '\t':
                text.Append("\\t");
                break;
            case < ' ':
                text.Append($"\\u{(int)character:x4}");
                break;
            default:
                text.Append(character);
                break;
        }
    }
}
