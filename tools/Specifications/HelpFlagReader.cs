namespace Specifications;

/// <summary>Reads the list of flags: the name, its type, and a description that may go on over further lines.</summary>
internal static class HelpFlagReader
{
    public static IEnumerable<HelpFlag> Read(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsFlag(lines[i]))
                continue;

            var description = lines.Skip(i + 1).TakeWhile(line => !IsFlag(line)).Select(line => line.Trim()).Prepend(Description(lines[i]));
            var flag = Read(lines[i], string.Join(' ', description).Trim());
            if (flag.Name != "--help")
                yield return flag;
        }
    }

    private static bool IsFlag(string line) => line.TrimStart() is { } text &&
        (text.StartsWith("--", StringComparison.Ordinal) || (text is ['-', _, ',', ' ', '-', '-', ..])) && line.Length - text.Length <= 6;

    private static HelpFlag Read(string line, string text)
    {
        var head = Head(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var shorthand = head[0].EndsWith(',') ? head[0].TrimEnd(',') : null;
        var rest = shorthand is null ? head : head[1..];
        return new HelpFlag(rest[0], shorthand, rest is [_, var kind, ..] ? kind : "bool", DefaultIn(text), text);
    }

    // Two spaces separate a flag from its description.
    private static string Head(string line)
    {
        var text = line.TrimStart();
        var end = text.IndexOf("  ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string Description(string line) => line.TrimStart()[Head(line).Length..].Trim();

    private static string? DefaultIn(string text)
    {
        const string Mark = "(default ";
        var start = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return start >= 0 && text.EndsWith(')') ? text[(start + Mark.Length)..^1].Trim('"') : null;
    }
}
