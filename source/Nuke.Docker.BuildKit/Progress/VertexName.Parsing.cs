using System.Diagnostics.Contracts;
using System.Globalization;

namespace Nuke.Docker.BuildKit.Progress;

internal sealed partial record VertexName
{
    /// <summary>Parses a name. A name of an unknown form becomes an internal one that keeps its text.</summary>
    [Pure]
    public static VertexName Parse(string name)
    {
        if (name.StartsWith('[') && name.IndexOf("] ", StringComparison.Ordinal) is var end and > 0)
            return ParseBracketed(name, name[1..end], name[(end + 2)..]);
        return new VertexName { Text = name, Kind = KindOf(name), Instruction = name };
    }

    private static VertexName ParseBracketed(string name, string brackets, string instruction)
    {
        // BuildKit pads the index to the width of the total: "[builder  2/12]".
        var words = brackets.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !TryParseCounter(words[^1], out var index, out var total))
            return new VertexName { Text = name, Kind = InternalKindOf(brackets, instruction), Instruction = instruction };

        string? target = null, stage = null, platform = null;
        foreach (var word in words.AsSpan(0, words.Length - 1))
        {
            // Stage names have no slash, platforms always have one.
            if (word.Contains('/'))
                platform = word;
            else
                (target, stage) = (stage, word);
        }
        return new VertexName
        {
            Text = name,
            Kind = instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) ? VertexKind.BaseImage : VertexKind.Step,
            Target = target,
            Stage = stage,
            Platform = platform,
            Index = index,
            Total = total,
            Instruction = instruction,
        };
    }

    private static bool TryParseCounter(string word, out int index, out int total)
    {
        index = total = 0;
        var slash = word.IndexOf('/');
        return slash > 0
            && int.TryParse(word.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && int.TryParse(word.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out total);
    }

    // "[internal] load build context", "[context extra] load from client", and both after the name of a bake target.
    private static VertexKind InternalKindOf(string brackets, string instruction)
    {
        var isNamedContext = brackets.StartsWith("context ", StringComparison.Ordinal)
            && instruction.StartsWith("load from client", StringComparison.Ordinal);
        return isNamedContext || instruction == "load build context" ? VertexKind.Context : KindOf(instruction);
    }

    private static VertexKind KindOf(string text) =>
        text.StartsWith("importing cache manifest from", StringComparison.Ordinal) ? VertexKind.CacheImport
        : text.StartsWith("exporting cache to", StringComparison.Ordinal)
            || text.StartsWith("exporting to GitHub Actions Cache", StringComparison.Ordinal)
            || text.StartsWith("preparing build cache for export", StringComparison.Ordinal) ? VertexKind.CacheExport
        : text.StartsWith("exporting to", StringComparison.Ordinal) ? VertexKind.Export
        : VertexKind.Internal;
}
