using System.Text;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>YAML while it is written; strings are quoted where YAML might take them for something else.</summary>
internal sealed class YamlText(bool comments)
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Line(int level, string line) => _text.Append(' ', level * 2).Append(line).Append('\n');

    public void Entry(int level, string key, string value) => Line(level, $"{key}: {Scalar(value)}");

    public void Item(int level, string value) => Line(level, $"- {Scalar(value)}");

    public void Comment(int level, string text)
    {
        if (comments)
            Line(level, $"# {text}");
    }

    /// <summary>Letters, digits, / and a few more need no quotes unless the whole looks like a number, a truth value or a time.</summary>
    private static string Scalar(string value) =>
        value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] is '.' or '/') && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '/' or '-' or '_' or '=' or ',')
        && value.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n")
            ? value
            : DockerfileJson.Text(value);
}
