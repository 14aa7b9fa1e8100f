using System.Diagnostics.Contracts;
using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixes;

/// <summary>Two texts, as <c>diff -u</c> compares them.</summary>
public static class UnifiedDiff
{
    private const int Around = 3;

    /// <summary>The difference, which <c>patch -p1</c> and <c>git apply</c> take; empty where there is none.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="path">Named in the head.</param>
    [Pure]
    public static string Create(string before, string after, string path)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before == after)
            return "";
        var name = path.Replace('\\', '/').TrimStart('/');
        var result = new StringBuilder().Append("--- a/").Append(name).Append('\n').Append("+++ b/").Append(name).Append('\n');
        var lines = Compare(Lines(before), Lines(after));
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Sign != ' ')
                index = Hunk(result, lines, index);
        }

        return result.ToString();
    }

    private static int Hunk(StringBuilder result, List<(char Sign, string Text)> lines, int first)
    {
        var last = first;
        for (var index = first; index < lines.Count && index - last <= (2 * Around) + 1; index++)
        {
            if (lines[index].Sign != ' ')
                last = index;
        }

        var (start, end) = (Math.Max(0, first - Around), Math.Min(lines.Count - 1, last + Around));
        var (old, @new) = (lines.Take(start).Count(line => line.Sign != '+'), lines.Take(start).Count(line => line.Sign != '-'));
        var hunk = lines[start..(end + 1)];
        result.Append("@@ -").Append(Range(old, hunk.Count(line => line.Sign != '+'))).Append(" +").Append(Range(@new, hunk.Count(line => line.Sign != '-'))).Append(" @@\n");
        foreach (var (sign, text) in hunk)
        {
            result.Append(sign).Append(text);
            if (!text.EndsWith('\n'))
                result.Append("\n\\ No newline at end of file\n");
        }

        return end;
    }

    private static string Range(int before, int count) => string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? before : before + 1)},{count}");

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>By the longest common subsequence: Dockerfiles are short.</summary>
    private static List<(char Sign, string Text)> Compare(List<string> before, List<string> after)
    {
        var common = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = new List<(char, string)>();
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j])
            {
                lines.Add((' ', before[i++]));
                j++;
            }
            else if (i < before.Count && (j == after.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(('-', before[i++]));
            }
            else
            {
                lines.Add(('+', after[j++]));
            }
        }

        return lines;
    }
}
