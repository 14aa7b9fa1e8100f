using System.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>Templates of HCL, in which <c>${</c> and <c>%{</c> start an expression, and <c>$${</c> and <c>%%{</c> are literal texts.</summary>
internal static class BakeTemplate
{
    // HCL reads "$$${" as "$$" and the start of an expression, so that a dollar sign before an escape is written as an expression of its own.
    private const string Dollar = "${\"$\"}";
    private const string Percent = "${\"%\"}";

    public static string Escape(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        var template = new StringBuilder(literal.Length);
        for (var index = 0; index < literal.Length; index++)
        {
            var character = literal[index];
            if (character is not ('$' or '%'))
                template.Append(character);
            else if (Follows(literal, index, "{"))
                template.Append(character, 2);
            else if (IsRunBeforeBrace(literal, index))
                template.Append(character == '$' ? Dollar : Percent);
            else
                template.Append(character);
        }
        return template.ToString();
    }

    /// <summary>Converts a template to a literal text. <c>null</c>: it contains an expression.</summary>
    public static string? Unescape(string template)
    {
        var literal = new StringBuilder(template.Length);
        for (var index = 0; index < template.Length; index++)
        {
            var rest = template.AsSpan(index);
            if (rest.StartsWith("$${") || rest.StartsWith("%%{"))
            {
                literal.Append(rest[1..3]);
                index += 2;
            }
            else if (rest.StartsWith(Dollar) || rest.StartsWith(Percent))
            {
                literal.Append(rest[3]);
                index += Dollar.Length - 1;
            }
            else if (rest.StartsWith("${") || rest.StartsWith("%{"))
            {
                return null;
            }
            else
            {
                literal.Append(template[index]);
            }
        }
        return literal.ToString();
    }

    /// <summary>Returns the index after the closing brace of an expression.</summary>
    public static int EndOfExpression(string template, int start)
    {
        var depth = 0;
        for (var index = start + 1; index < template.Length; index++)
        {
            switch (template[index])
            {
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return index + 1;
                case '"':
                    index = EndOfText(template, index);
                    break;
            }
        }
        return template.Length;
    }

    // A text in an expression is a template, too.
    private static int EndOfText(string template, int start)
    {
        var index = start + 1;
        while (index < template.Length && template[index] != '"')
        {
            if (template[index] == '\\')
                index += 2;
            else if (template[index] is '$' or '%' && Follows(template, index, "{") && template[index - 1] != template[index])
                index = EndOfExpression(template, index);
            else
                index++;
        }
        return index;
    }

    private static bool Follows(string text, int index, string next) => text.AsSpan(index + 1).StartsWith(next);

    private static bool IsRunBeforeBrace(string text, int index)
    {
        var end = index;
        while (end < text.Length && text[end] == text[index])
            end++;
        return end < text.Length && text[end] == '{';
    }
}
