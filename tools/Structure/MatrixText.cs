using System.Text;

namespace Structure;

/// <summary>Draws a folder graph as a matrix: a row per folder, a column per folder that it uses, the number of uses in the cell.</summary>
public static class MatrixText
{
    /// <summary>Draws the matrix. Folders are sorted so that in a graph without cycles each number is left of the diagonal.</summary>
    /// <param name="title">The first line.</param>
    /// <param name="graph">The folders and their edges.</param>
    public static string Write(string title, FolderGraph graph)
    {
        var folders = graph.Folders;
        var counts = graph.Edges.ToDictionary(edge => (edge.From, edge.To), edge => edge.Types.Count);
        var width = folders.Max(folder => folder.Length);
        var text = new StringBuilder().AppendLine(title);
        for (var row = 0; row < folders.Count; row++)
        {
            text.Append($"  {row + 1,2} {folders[row].PadRight(width)}");
            for (var column = 0; column < folders.Count; column++)
                text.Append(column == row ? "    ■" : counts.TryGetValue((folders[row], folders[column]), out var count) ? $"{count,5}" : "    ·");
            text.AppendLine();
        }

        return text.ToString();
    }
}
