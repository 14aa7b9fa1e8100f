using System.Text;

namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>Converts a line for a terminal into the visible text.</summary>
internal static class TerminalText
{
    /// <summary>Applies carriage returns, which leave the last state of a progress bar, and removes escape sequences and control characters.</summary>
    public static string Clean(string line)
    {
        var text = line.AsSpan().TrimEnd('\r');
        text = text[(text.LastIndexOf('\r') + 1)..];
        return text.ContainsAnyInRange('\0', '\x1f') ? WithoutControls(text) : text.Length == line.Length ? line : text.ToString();
    }

    private static string WithoutControls(ReadOnlySpan<char> text)
    {
        var cleaned = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\x1b')
                i = EndOfEscape(text, i);
            else if (text[i] >= ' ' || text[i] == '\t')
                cleaned.Append(text[i]);
        }
        return cleaned.ToString();
    }

    // "ESC [ parameters letter" (colors, cursor) and "ESC ] text BEL" (titles, links); any other escape is two characters.
    private static int EndOfEscape(ReadOnlySpan<char> text, int start)
    {
        if (start + 1 >= text.Length)
            return start;
        var rest = text[(start + 2)..];
        var length = text[start + 1] switch
        {
            '[' => rest.IndexOfAnyInRange('@', '~'),
            ']' => rest.IndexOf('\a'),
            _ => -2,
        };
        return length == -2 ? start + 1 : length < 0 ? text.Length : start + 2 + length;
    }
}
