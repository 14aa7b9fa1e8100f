namespace Nuke.Common.Planning;

/// <summary>Suggests existing names for a mistyped one.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>Returns at most three names, the nearest first; none if all differ too much.</summary>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> names)
        => [.. names
            .Select(x => (Name: x, Distance: Distance(name.ToLowerInvariant(), x.ToLowerInvariant())))
            .Where(x => x.Distance <= Math.Max(2, name.Length / 3) || x.Name.Contains(name.TrimStart('-'), StringComparison.OrdinalIgnoreCase))
            .OrderBy(x => x.Distance)
            .ThenBy(x => x.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(x => x.Name)];

    // Levenshtein, row by row.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var row = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(previous[j], row[j - 1]) + 1);
            }

            (previous, row) = (row, previous);
        }

        return previous[right.Length];
    }
}
