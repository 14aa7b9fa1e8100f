using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Suggests existing names for an unknown name.</summary>
internal static class NearestNames
{
    /// <summary>Returns the similar names, the most similar first; empty if none is similar.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="names">The existing names.</param>
    /// <param name="count">The maximum number of names.</param>
    [Pure]
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(names);
        // A third of the characters may differ: one in "bot", three in "DockerBuild".
        var tolerance = Math.Max(1, name.Length / 3);
        return
        [
            .. names.Distinct(StringComparer.Ordinal)
                .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
                .Where(candidate => candidate.Distance <= tolerance || Begins(candidate.Name, name) || Begins(name, candidate.Name))
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(count)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>Returns a sentence for a message: <c>Did you mean a or b?</c>, or the existing names if none is similar; empty if no name exists.</summary>
    [Pure]
    public static string Sentence(string name, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Of(name, names) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near)}?"
            : names.Count > 0 ? $"Known: {string.Join(", ", names)}."
            : "";
    }

    private static bool Begins(string name, string start) => start.Length >= 3 && name.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>Counts the insertions, deletions, replacements and transpositions between two names, ignoring case.</summary>
    private static int Distance(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            distances[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            distances[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = Same(one[i - 1], other[j - 1]) ? 0 : 1;
                distances[i, j] = Math.Min(Math.Min(distances[i - 1, j] + 1, distances[i, j - 1] + 1), distances[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }
        return distances[one.Length, other.Length];
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
