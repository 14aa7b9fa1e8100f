using System.Text;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// The Python releases that a constraint allows, in the notations of PEP 440, Poetry and version files. An image of a release
/// (3.12) has its last patch, so clauses are evaluated for that patch, not for 3.12.0.
/// </summary>
internal sealed class VersionRange
{
    private const int LastPatch = 99;

    private readonly Func<int[], bool> _allows;

    private VersionRange(Func<int[], bool> allows) => _allows = allows;

    /// <returns>Null if the text is not a constraint.</returns>
    public static VersionRange? Parse(string text)
    {
        var alternatives = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Conjunction).ToList();
        if (alternatives.Count == 0)
            return null;
        return alternatives.Contains(null) ? null : new(version => alternatives.Any(alternative => alternative!._allows(version)));
    }

    /// <param name="release"><c>3.12</c>.</param>
    public bool Allows(string release) => Numbers(release) is [var major, var minor, ..] && _allows([major, minor, LastPatch]);

    private static VersionRange? Conjunction(string text)
    {
        // Poetry allows spaces between clauses and after an operator.
        var spaced = JoinOperators(text);
        var clauses = spaced.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Clause).ToList();
        return clauses.Contains(null) ? null : new(version => clauses.All(clause => clause!(version)));
    }

    /// <summary>Removes the blanks after operators: <c>&gt;= 3.9, &lt; 3.13</c>.</summary>
    public static string JoinOperators(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                result.Append(character);
            else if (result.Length > 0 && result[^1] is not ('<' or '>' or '=' or '~' or '^' or '!'))
                result.Append(' ');
        }

        return result.ToString();
    }

    private static Func<int[], bool>? Clause(string clause)
    {
        if (clause is "*" or "")
            return _ => true;

        var version = clause.TrimStart('=', '<', '>', '!', '~', '^').TrimStart('v');
        var operation = clause[..clause.IndexOf(version, StringComparison.Ordinal)].TrimEnd('v');
        version = version.Replace(".x", ".*", StringComparison.Ordinal);
        var wildcard = version.EndsWith(".*", StringComparison.Ordinal);
        if (Numbers(wildcard ? version[..^2] : version) is not { Length: > 0 } bound)
            return null;

        return operation switch
        {
            ">=" => actual => Compare(actual, bound) >= 0,
            ">" => actual => Compare(actual, bound) > 0,
            "<=" => actual => Compare(actual, bound) <= 0 || (bound.Length < 3 && wildcard && Same(actual, bound)),
            "<" => actual => Compare(actual, bound) < 0,
            "!=" => actual => !(wildcard || bound.Length < 3) || !Same(actual, bound),
            "~=" => actual => Compare(actual, bound) >= 0 && Same(actual, bound[..^1]),
            "^" => actual => Compare(actual, bound) >= 0 && actual[0] == bound[0],
            "~" => actual => Compare(actual, bound) >= 0 && Same(actual, bound[..Math.Min(2, bound.Length)]),
            // ==3.11.4 is treated as release 3.11: the image decides the patch.
            "" or "=" or "==" or "===" => actual => Same(actual, bound[..Math.Min(2, bound.Length)]),
            _ => null,
        };
    }

    private static bool Same(int[] actual, int[] prefix) =>
        actual.AsSpan(0, Math.Min(prefix.Length, actual.Length)).SequenceEqual(prefix.AsSpan(0, Math.Min(prefix.Length, actual.Length)));

    private static int Compare(int[] left, int[] right)
    {
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var difference = left.ElementAtOrDefault(i).CompareTo(right.ElementAtOrDefault(i));
            if (difference != 0)
                return difference;
        }

        return 0;
    }

    /// <summary>The leading numbers of a version; a suffix (rc1, -dev) is ignored.</summary>
    public static int[] Numbers(string version)
    {
        List<int> numbers = [];
        foreach (var part in version.Split('.'))
        {
            var digits = part.TakeWhile(char.IsAsciiDigit).Count();
            if (digits == 0 || !int.TryParse(part.AsSpan(0, digits), out var number))
                break;
            numbers.Add(number);
            if (digits < part.Length)
                break;
        }

        return [.. numbers];
    }
}
