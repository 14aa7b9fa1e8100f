using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>Finds values in a YAML file and changes the text at their positions.</summary>
internal sealed class YamlPositions
{
    private readonly string _text;
    private readonly string _newLine;
    private readonly int _begin;
    private readonly YamlNode? _root;

    public YamlPositions(string text)
    {
        _text = text;
        _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        _begin = text.StartsWith('\uFEFF') ? 1 : 0;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text[_begin..]));
            _root = stream.Documents is [var document] ? document.RootNode : null;
        }
        catch (YamlException)
        {
            // Docker Compose reports what is wrong with the file.
        }
    }

    /// <returns><c>null</c> if a key is missing, or if a value is an alias and therefore at another position.</returns>
    public YamlNode? Find(params ReadOnlySpan<string> path)
    {
        var node = _root;
        foreach (var name in path)
        {
            var (key, value) = (node as YamlMappingNode)?.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == name) ?? default;
            node = key is null || IsAlias(key, value) ? null : value;
        }

        return node;
    }

    public string TextOf(YamlNode node) => _text[Index(node.Start)..Index(node.End)];

    public string Replace(YamlNode node, string other) => $"{_text[..Index(node.Start)]}{other}{_text[Index(node.End)..]}";

    /// <summary>Removes a value and adds lines after the line on which it ends.</summary>
    public string ReplaceWithLines(YamlNode node, IEnumerable<string> lines, long indent)
    {
        var end = LineEnd(Index(node.End));
        return $"{_text[..Index(node.Start)].TrimEnd(' ')}{_text[Index(node.End)..end]}{Text(lines, indent)}{_text[end..]}";
    }

    /// <summary>Inserts text after the last value of a mapping; null if that value is an alias.</summary>
    public string? InsertAfter(YamlMappingNode mapping, string inserted)
    {
        var (key, value) = mapping.Children.Last();
        return IsAlias(key, value) ? null : _text.Insert(Index(value.End), inserted);
    }

    /// <summary>Inserts lines after the last line with content of a mapping.</summary>
    public string InsertLinesAfter(YamlMappingNode mapping, IEnumerable<string> lines, long indent) =>
        _text.Insert(LineEnd(LastIndex(mapping)), Text(lines, indent));

    private static bool IsAlias(YamlNode key, YamlNode value) => value.Start.Index < key.Start.Index;

    private int Index(Mark mark) => (int)mark.Index + _begin;

    // A block collection ends where the next token begins; comments and blank lines before that token are not part of it.
    private int LastIndex(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } mapping:
                var (key, value) = mapping.Children.Last();
                return LastIndex(IsAlias(key, value) ? key : value);
            case YamlSequenceNode { Style: not SequenceStyle.Flow, Children: [.., var last] } sequence when last.Start.Index >= sequence.Start.Index:
                return LastIndex(last);
            default:
                return _text.AsSpan(0, Index(node.End)).TrimEnd().Length;
        }
    }

    private int LineEnd(int index)
    {
        var end = _text.IndexOf('\n', index);
        return end < 0 ? _text.Length : end > index && _text[end - 1] == '\r' ? end - 1 : end;
    }

    private string Text(IEnumerable<string> lines, long indent) => string.Concat(lines.Select(line => $"{_newLine}{new string(' ', (int)indent)}{line}"));
}
