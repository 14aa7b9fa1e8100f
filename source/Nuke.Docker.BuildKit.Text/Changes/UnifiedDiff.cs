using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Text.Changes.Internal;

namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>Compares texts in the format of <c>diff -u</c> with three lines of context, for <c>patch -p1</c> and <c>git apply</c>.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Returns the difference; empty if the texts are equal.</summary>
    /// <param name="before">The old text; <c>null</c> for a new file.</param>
    /// <param name="after">The new text; <c>null</c> for a removed file.</param>
    /// <param name="name">The path of the file with <c>/</c>, written after <c>a/</c> and <c>b/</c>.</param>
    public static string Between(string? before, string? after, string name)
    {
        if (string.Equals(before, after, StringComparison.Ordinal))
            return "";

        var edits = LineEdits.Between(before ?? "", after ?? "");
        var text = new StringBuilder()
            .Append("--- ").Append(before is null ? "/dev/null" : $"a/{name}").Append('\n')
            .Append("+++ ").Append(after is null ? "/dev/null" : $"b/{name}").Append('\n');
        for (var start = NextChange(edits, 0); start < edits.Count;)
        {
            var end = start + 1;
            for (var next = NextChange(edits, end); next < edits.Count && next - end <= 2 * Context; next = NextChange(edits, end))
                end = next + 1;
            Append(text, edits, Math.Max(0, start - Context), Math.Min(edits.Count, end + Context));
            start = NextChange(edits, end);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, List<LineEdit> edits, int start, int end)
    {
        var (oldLine, newLine) = (edits.Take(start).Count(edit => edit.Kind != '+'), edits.Take(start).Count(edit => edit.Kind != '-'));
        var hunk = edits.Skip(start).Take(end - start).ToList();
        text.Append("@@ -").Append(Range(oldLine, hunk.Count(edit => edit.Kind != '+')))
            .Append(" +").Append(Range(newLine, hunk.Count(edit => edit.Kind != '-'))).Append(" @@\n");
        foreach (var edit in hunk)
        {
            text.Append(edit.Kind).Append(edit.Line);
            if (!edit.Line.EndsWith('\n'))
                text.Append("\n\\ No newline at end of file\n");
        }
    }

    // An empty range has the number of the line before it.
    private static string Range(int start, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)}{(count == 1 ? "" : $",{count}")}");

    private static int NextChange(List<LineEdit> edits, int from)
    {
        while (from < edits.Count && edits[from].Kind == ' ')
            from++;
        return from;
    }
}
