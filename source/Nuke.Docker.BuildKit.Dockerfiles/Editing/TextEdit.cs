using System.Diagnostics.Contracts;
using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Editing;

/// <summary>A replacement in a text.</summary>
/// <param name="Start">Offset of the first replaced character.</param>
/// <param name="Length">Number of replaced characters; 0 for an insertion.</param>
/// <param name="Text">The new text.</param>
internal sealed record TextEdit(int Start, int Length, string Text)
{
    /// <summary>Applies edits to a text. Their offsets refer to the original text. Insertions at one offset keep their order.</summary>
    /// <exception cref="ArgumentException">Two edits overlap.</exception>
    [Pure]
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            if (edit.Start < position)
                throw new ArgumentException($"Two edits overlap at character {edit.Start}.", nameof(edits));
            result.Append(text, position, edit.Start - position).Append(edit.Text);
            position = edit.Start + edit.Length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
