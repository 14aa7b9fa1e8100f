using System.Diagnostics.Contracts;
using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>A change of a text.</summary>
/// <param name="Start">Characters before it.</param>
/// <param name="Length">Characters that go; 0 for an insertion.</param>
/// <param name="Text">What takes their place.</param>
public sealed record TextEdit(int Start, int Length, string Text)
{
    /// <summary>The text with all edits made. They count in the text as it was, and don't overlap; insertions at one place stay in order.</summary>
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
