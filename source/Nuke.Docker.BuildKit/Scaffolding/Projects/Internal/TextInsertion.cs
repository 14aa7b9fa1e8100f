namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>
/// Carries over what MSBuild has inserted. It keeps indentation and comments, but writes line ends, the spaces inside of tags and
/// line breaks between attributes as it likes; so only the insertion is taken from it, and the rest stays to the byte.
/// </summary>
internal static class TextInsertion
{
    /// <param name="before">MSBuild's text before the insertion.</param>
    /// <param name="after">MSBuild's text after it.</param>
    /// <param name="original">The file.</param>
    public static string Transfer(string before, string after, string original)
    {
        var start = 0;
        while (start < before.Length && before[start] == after[start])
            start++;
        var tail = before.Length - start;
        if (after.Length < before.Length || !after.EndsWith(before[start..], StringComparison.Ordinal))
            return after;

        var end = after.Length - tail;
        // The same insertion, told as one that follows a tag: <a/>[\n  <b/>]\n instead of <a/>\n  [<b/>\n  ].
        while (start > 0 && char.IsWhiteSpace(after[start - 1]) && after[end - 1] == after[start - 1])
            (start, end) = (start - 1, end - 1);

        var place = PlaceAfter(original, Written(before.AsSpan(0, start)));
        var inserted = after[start..end].ReplaceLineEndings(original.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");
        return place is null ? after : original.Insert(place.Value, inserted);
    }

    private static int Written(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
            count += IsSpace(character) ? 0 : 1;
        return count;
    }

    // White space is what MSBuild changes; the rest is the same, so its place is found by counting that.
    private static int? PlaceAfter(string text, int written)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (written == 0)
                return index;
            written -= IsSpace(text[index]) ? 0 : 1;
        }

        return null;
    }

    private static bool IsSpace(char character) => char.IsWhiteSpace(character) || character == '\uFEFF';
}
