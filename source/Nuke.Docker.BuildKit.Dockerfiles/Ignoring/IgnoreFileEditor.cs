using System.Collections.Immutable;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Adds lines to a <c>.gitignore</c> or <c>.dockerignore</c> that belongs to the user: what stands there stays as it is, to the byte.</summary>
public static class IgnoreFileEditor
{
    /// <summary>Adds those lines at the end of a file that don't stand there yet in any spelling (<c>x</c>, <c>/x</c>, <c>x/</c>, <c>./x</c>, <c>**/x</c>, <c>x/**</c>), nor a folder above them, nor a <c>!x</c> by which somebody wants them in. Makes the file where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lines">The lines, such as <c>/.buildcache/</c>.</param>
    /// <param name="comment">What is written above them, without its <c>#</c>; <c>null</c>: nothing.</param>
    /// <returns>The lines that were added; empty: the file wasn't touched.</returns>
    /// <exception cref="IOException">The file can't be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read or written.</exception>
    public static ImmutableList<string> AddOnce(string path, IEnumerable<string> lines, string? comment = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(lines);
        // A link is followed: replaced by a file it would be lost.
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        // Latin-1 maps each byte to a character and back: a byte order mark, or a file in another encoding, comes out as it went in.
        var before = File.Exists(target) ? Encoding.Latin1.GetString(File.ReadAllBytes(target)) : "";
        var (after, added) = AddTo(before, lines.Select(ToBytes), comment is null ? null : ToBytes(comment));
        if (!added.IsEmpty)
            AtomicFile.WriteBytes(Encoding.Latin1.GetBytes(after), target);
        return [.. added.Select(FromBytes)];
    }

    /// <summary>What <see cref="AddOnce"/> makes of a file's text.</summary>
    /// <param name="text">The file; empty: there is none.</param>
    /// <param name="lines">The lines, such as <c>/.buildcache/</c>.</param>
    /// <param name="comment">What is written above them, without its <c>#</c>; <c>null</c>: nothing.</param>
    /// <returns>The new text, and the lines that were added to it; none: the text is the same.</returns>
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

    // All spellings of one path come to one name.
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
