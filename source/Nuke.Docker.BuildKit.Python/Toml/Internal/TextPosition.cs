namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

internal static class TextPosition
{
    /// <summary>Line and column of an index into a text; a line ends with a line feed.</summary>
    public static TomlPosition Of(string text, int index)
    {
        var before = text.AsSpan(0, index);
        var start = before.LastIndexOf('\n') + 1;
        return new(before.Count('\n') + 1, Column(text, start, index));
    }

    public static int Column(string text, int lineStart, int index)
    {
        var column = 1;
        for (var i = lineStart; i < index; i++)
        {
            if (!char.IsLowSurrogate(text[i]) && text[i] != '\uFEFF')
                column++;
        }

        return column;
    }
}
