using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Builds the text of a compose file. Strings are quoted if YAML would read them as another type.</summary>
internal sealed class ComposeText(bool comments)
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Line(int level, string line) => _text.Append(' ', level * 2).Append(line).Append('\n');

    public void Entry(int level, string key, string value) => Line(level, $"{key}: {YamlText.Scalar(value)}");

    public void Item(int level, string value) => Line(level, $"- {YamlText.Scalar(value)}");

    public void Comment(int level, string text)
    {
        if (comments)
            Line(level, $"# {text}");
    }
}
