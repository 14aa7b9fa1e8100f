namespace Nuke.Docker.BuildKit.Answers.Internal;

/// <summary>
/// A block of <c>Name: value</c> lines with indented lines below a name, as printed by <c>buildx inspect</c> and <c>du --verbose</c>.
/// </summary>
internal sealed class IndentedText
{
    private readonly List<(string Name, string Value, List<string> Below)> _lines = [];

    public string? this[string name] => _lines.Find(line => line.Name == name) is { Name: not null, Value: { Length: > 0 } value } ? value : null;

    public bool IsEmpty => _lines.Count == 0;

    /// <summary>Splits a text into blocks that begin with a line of the given name. Empty lines are ignored: a description may contain them.</summary>
    public static IEnumerable<IndentedText> Blocks(string text, string first)
    {
        var block = new IndentedText();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith($"{first}:", StringComparison.Ordinal) && !block.IsEmpty)
            {
                yield return block;
                block = new IndentedText();
            }
            block.Add(line);
        }
        if (!block.IsEmpty)
            yield return block;
    }

    public IReadOnlyList<string> Below(string name) => _lines.Find(line => line.Name == name).Below ?? [];

    public IEnumerable<IReadOnlyList<string>> AllBelow(string prefix) =>
        _lines.Where(line => line.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(line => (IReadOnlyList<string>)line.Below);

    public Dictionary<string, string?> Map(string name) => MapOf(Below(name));

    public static Dictionary<string, string?> MapOf(IEnumerable<string> lines)
    {
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var (key, value) = Split(line, ": ");
            map[key] = value;
        }
        return map;
    }

    private void Add(string line)
    {
        if (line.Length == 0)
            return;
        if (line[0] is ' ' or '\t')
        {
            if (_lines.Count > 0)
                _lines[^1].Below.Add(line.Trim());
            return;
        }
        var (name, value) = Split(line, ":");
        _lines.Add((name, value, []));
    }

    private static (string Name, string Value) Split(string line, string separator)
    {
        var end = line.IndexOf(separator, StringComparison.Ordinal);
        return end < 0 ? (line.Trim().TrimEnd(':'), "") : (line[..end].Trim(), line[(end + separator.Length)..].Trim());
    }
}
