using DiffPlex;

namespace Nuke.Docker.BuildKit.Text.Changes.Internal;

/// <summary>Computes the smallest difference of two texts, by lines.</summary>
internal static class LineEdits
{
    public static List<LineEdit> Between(string before, string after)
    {
        var difference = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new LineChunker());
        var edits = new List<LineEdit>();
        var position = 0;
        foreach (var block in difference.DiffBlocks)
        {
            edits.AddRange(difference.PiecesOld.Take(position..block.DeleteStartA).Select(line => new LineEdit(' ', line)));
            position = block.DeleteStartA + block.DeleteCountA;
            edits.AddRange(difference.PiecesOld.Take(block.DeleteStartA..position).Select(line => new LineEdit('-', line)));
            edits.AddRange(difference.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).Select(line => new LineEdit('+', line)));
        }

        return [.. edits, .. difference.PiecesOld.Skip(position).Select(line => new LineEdit(' ', line))];
    }

    // Lines end only at line feeds, as for git. DiffPlex's own chunkers also split at carriage returns.
    private sealed class LineChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = new List<string>();
            for (var start = 0; start < text.Length;)
            {
                var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
                lines.Add(text[start..end]);
                start = end;
            }

            return lines;
        }
    }
}
