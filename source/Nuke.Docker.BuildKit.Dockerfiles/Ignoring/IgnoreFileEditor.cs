using System.Collections.Immutable;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Adds lines to a <c>.gitignore</c> or <c>.dockerignore</c> of the user, and keeps the existing bytes.</summary>
internal static class IgnoreFileEditor
{
    /// <summary>
    /// Adds lines at the end of a file, which is created if it does not exist. Skips lines that the file contains in another spelling (<c>x</c>, <c>/x</c>,
    /// <c>x/</c>, <c>./x</c>, <c>**/x</c>, <c>x/**</c>), or that a parent directory covers, or that <c>!x</c> includes.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="lines">The lines, such as <c>/.buildcache/</c>.</param>
    /// <param name="comment">The comment above the lines, without <c>#</c>; <c>null</c> for none.</param>
    /// <returns>The added lines; empty if the file was not changed.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read or written.</exception>
    public static ImmutableList<string> AddOnce(string path, IEnumerable<string> lines, string? comment = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(lines);
        // Follow a link: writing to the path would replace it by a file.
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        // Latin-1 maps each byte to a character and back, so that a byte order mark or another encoding is preserved.
        var before = File.Exists(target) ? Encoding.Latin1.GetString(FileContent.ReadBytes(target)) : "";
        var (after, added) = AddTo(before, lines.Select(ToBytes), comment is null ? null : ToBytes(comment));
        if (!added.IsEmpty)
            AtomicFile.WriteBytes(Encoding.Latin1.GetBytes(after), target);
        return [.. added.Select(FromBytes)];
    }

    /// <summary>Adds lines to a text as <see cref="AddOnce"/> does to a file.</summary>
    /// <param name="text">The text of the file; empty for a new one.</param>
    /// <param name="lines">The lines, such as <c>/.buildcache/</c>.</param>
    /// <param name="comment">The comment above the lines, without <c>#</c>; <c>null</c> for none.</param>
    /// <returns>The new text, and the added lines.</returns>
    public static (string Text, ImmutableList<string> Added) AddTo(string text, IEnumerable<string> lines, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lines);
        var standing = text.Split('\n').Select(Name).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        ImmutableList<string> added = [.. lines.Where(line => !Stands(Name(line), standing)).Distinct(StringComparer.Ordinal)];
        if (added.IsEmpty)
            return (text, added);

        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var result = new StringBuilder(text);
        if (text.Length > 0 && text[^1] != '\n')
            result.Append(end);
        if (text.Length > 0 && comment is not null)
            result.Append(end);
        foreach (var line in comment is null ? added : added.Insert(0, $"# {comment}"))
            result.Append(line).Append(end);
        return (result.ToString(), added);
    }

    private static bool Stands(string name, HashSet<string> standing)
    {
        if (standing.Contains($"!{name}"))
            return true;

        for (var part = name; part.Length > 0; part = part.LastIndexOf('/') is var slash and > 0 ? part[..slash] : "")
        {
            if (standing.Contains(part))
                return true;
        }

        return standing.Contains("*") || standing.Contains("**");
    }

    // Normalizes all spellings of a path.
    private static string Name(string line)
    {
        var text = line.TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF').Trim(' ', '\t', '\r', '\n');
        if (text.Length == 0 || text[0] == '#')
            return "";

        var negated = text[0] == '!';
        var name = (negated ? text[1..].Trim() : text);
        while (name.StartsWith('/') || name.StartsWith("./", StringComparison.Ordinal) || name.StartsWith("**/", StringComparison.Ordinal))
            name = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (name.Length > 3 && name.EndsWith("/**", StringComparison.Ordinal))
            name = name[..^3];
        name = name.TrimEnd('/');
        return negated ? $"!{name}" : name;
    }

    private static string FromBytes(string latin) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin));

    private static string ToBytes(string line) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(line));
}
