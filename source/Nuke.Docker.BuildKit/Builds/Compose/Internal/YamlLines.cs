using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>The lines of a YAML file in which keys are looked for by their indentation; what a key holds isn't read. Whoever changes a file has to have the result read by compose itself.</summary>
internal sealed class YamlLines
{
    private readonly string _newLine;
    private readonly string[] _lines;

    public YamlLines(string text)
    {
        _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        _lines = text.Split(_newLine);
    }

    /// <summary>A key of a mapping, by its line.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Key(int Line, int Indent);

    /// <summary>The key of this name within another one, or at the top.</summary>
    public Key? Find(string name, Key? parent = null)
    {
        var (begin, end) = Range(parent);
        var indent = begin < end ? IndentOf(_lines[begin]) : 0;
        for (var line = begin; line < end; line++)
        {
            if (IsContent(_lines[line]) && IndentOf(_lines[line]) == indent && Split(_lines[line]) is { } split && split.Name == name)
                return new Key(line, indent);
        }

        return null;
    }

    /// <summary>What stands behind a key on its line, without a comment.</summary>
    public string ValueOf(Key key) => WithoutComment(Split(_lines[key.Line])!.Value.Value).Trim();

    /// <summary>The column of what is within a key.</summary>
    public int ChildIndent(Key key) => IndentOf(_lines[Range(key).Begin]);

    /// <summary>The last line of what is within a key; <c>null</c>: nothing is.</summary>
    public int? LastOf(Key key)
    {
        var (begin, end) = Range(key);
        while (end > begin && !IsContent(_lines[end - 1]))
            end--;
        return end > begin ? end - 1 : null;
    }

    /// <summary>The text with more lines.</summary>
    public string Insert(int line, IEnumerable<string> added) => string.Join(_newLine, [.. _lines[..line], .. added, .. _lines[line..]]);

    /// <summary>The text with another value on a key's line, and lines after it.</summary>
    public string Replace(Key key, string value, string other, IEnumerable<string> added)
    {
        var (text, place) = (_lines[key.Line], _lines[key.Line].LastIndexOf(value, StringComparison.Ordinal));
        var before = other.Length == 0 ? text[..place].TrimEnd() : text[..place];
        return string.Join(_newLine, [.. _lines[..key.Line], $"{before}{other}{text[(place + value.Length)..]}", .. added, .. _lines[(key.Line + 1)..]]);
    }

    // From the first line with content to the next one that isn't further in than the key.
    private (int Begin, int End) Range(Key? key)
    {
        var begin = key is { } parent ? parent.Line + 1 : 0;
        while (begin < _lines.Length && !IsContent(_lines[begin]))
            begin++;
        var end = begin;
        while (end < _lines.Length && (key is null || !IsContent(_lines[end]) || IndentOf(_lines[end]) > key.Value.Indent))
            end++;
        return (begin, end);
    }

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;

    // A byte order mark and the line that begins a document hold nothing.
    private static bool IsContent(string line) => line.AsSpan().Trim().Trim('\uFEFF') is { Length: > 0 } text && text[0] is not ('#' or '%') && text is not "---";

    private static (string Name, string Value)? Split(string line)
    {
        var text = line.AsSpan().TrimStart(' ').TrimStart('\uFEFF');
        if (text[0] is '"' or '\'')
        {
            var quote = text[1..].IndexOf(text[0]);
            return quote >= 0 && text[(quote + 2)..].TrimStart() is [':', .. var value] ? (text[1..(quote + 1)].ToString(), value.ToString()) : null;
        }

        var colon = text.IndexOf(": ");
        if (colon < 0 && text.TrimEnd() is [.., ':'])
            colon = text.TrimEnd().Length - 1;
        return colon > 0 && text[0] != '-' ? (text[..colon].TrimEnd().ToString(), text[(colon + 1)..].ToString()) : null;
    }

    private static string WithoutComment(string value)
    {
        var quote = '\0';
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (quote != '\0')
                quote = character == quote ? '\0' : quote;
            else if (character is '"' or '\'')
                quote = character;
            else if (character == '#' && (index == 0 || char.IsWhiteSpace(value[index - 1])))
                return value[..index];
        }

        return value;
    }
}
