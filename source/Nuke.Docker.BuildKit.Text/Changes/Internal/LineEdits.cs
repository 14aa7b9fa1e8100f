namespace Nuke.Docker.BuildKit.Text.Changes.Internal;

/// <summary>Computes the smallest difference of two lists of lines.</summary>
internal static class LineEdits
{
    public static List<LineEdit> Between(List<string> old, List<string> @new)
    {
        var common = new int[old.Count + 1, @new.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = @new.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == @new[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var edits = new List<LineEdit>();
        for (var (i, j) = (0, 0); i < old.Count || j < @new.Count;)
        {
            if (i < old.Count && j < @new.Count && old[i] == @new[j])
                (i, j, _) = (i + 1, j + 1, Add(' ', old[i]));
            else if (j == @new.Count || (i < old.Count && common[i + 1, j] >= common[i, j + 1]))
                (i, _) = (i + 1, Add('-', old[i]));
            else
                (j, _) = (j + 1, Add('+', @new[j]));
        }

        return edits;

        bool Add(char kind, string line)
        {
            edits.Add(new(kind, line));
            return true;
        }
    }
}
