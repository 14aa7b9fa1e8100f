namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Parses PEP 508 requirements.</summary>
internal static class Requirement
{
    private const string ProjectRoot = "/${PROJECT_ROOT}/";

    /// <returns>Null if the text is not a requirement.</returns>
    public static PythonDependency? Parse(string text, SourceLocation? where, string? group = null, bool optional = false)
    {
        text = text.Trim();
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.'))
            end++;
        if (end == 0 || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[end - 1]))
            return null;

        var name = PackageName.Normalize(text[..end]);
        var rest = text[end..].TrimStart();
        IReadOnlyList<string> extras = [];
        if (rest.StartsWith('['))
        {
            var close = rest.IndexOf(']');
            if (close < 0)
                return null;
            extras = [.. rest[1..close].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PackageName.Normalize)];
            rest = rest[(close + 1)..].TrimStart();
        }

        var dependency = new PythonDependency(name) { Extras = extras, Group = group, Optional = optional, Where = where };
        if (rest.StartsWith('@'))
        {
            // In a URL, a semicolon separates the marker only after a space.
            var (address, condition) = Split(rest[1..].Trim(), " ;");
            return Sourced(dependency with { Marker = condition }, address);
        }

        var (clauses, marker) = Split(rest, ";");
        var specifier = Clauses(clauses);
        return specifier is null ? null : dependency with { Specifier = specifier, Marker = marker };
    }

    /// <summary>A dependency from a Git or web URL or a path.</summary>
    public static PythonDependency Sourced(PythonDependency dependency, string address)
    {
        // file:///srv/lib is absolute, file:lib and file://./lib are not.
        var path = address.StartsWith("file://", StringComparison.Ordinal) ? address["file://".Length..]
            : address.StartsWith("file:", StringComparison.Ordinal) ? address["file:".Length..] : address;
        // PDM's variable.
        if (path.StartsWith(ProjectRoot, StringComparison.Ordinal))
            path = path[ProjectRoot.Length..];
        // git+git@host:project is the short form of git+ssh://git@host/project.
        return (address.Contains("://", StringComparison.Ordinal) || address.StartsWith("git+", StringComparison.Ordinal)) && path == address
            ? dependency with { Source = SafeUrl.Of(address).Url }
            : dependency with { Source = path, Local = true };
    }

    private static (string Text, string? Marker) Split(string text, string separator) => text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at
        ? (text[..at].Trim(), text[(at + separator.Length)..].Trim() is { Length: > 0 } marker ? marker : null)
        : (text.Trim(), null);

    private static string? Clauses(string text)
    {
        if (text.StartsWith('(') && !text.EndsWith(')'))
            return null;
        var clauses = text.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return clauses.All(IsClause) ? string.Join(',', clauses.Select(clause => clause.Replace(" ", ""))) : null;
    }

    private static bool IsClause(string clause)
    {
        var version = clause.TrimStart('=', '<', '>', '!', '~');
        return version.Length < clause.Length
            && clause[..^version.Length] is "==" or "===" or ">=" or "<=" or "!=" or "~=" or ">" or "<"
            && version.Trim() is { Length: > 0 } value && !value.Contains(' ');
    }
}
