using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>
/// A CI file with a first line that holds the digest of the rest. A file whose digest is right was generated and not edited since, so that it can be
/// generated again; any other file belongs to its author.
/// </summary>
internal static class CiFile
{
    private const string Marker = "# Written by DockerCiFiles, digest ";
    private const string Advice = ". An edited file is kept.";

    /// <summary>Adds the first line to a text.</summary>
    public static string Seal(string body) => $"{Marker}{DigestOf(body)}{Advice}\n{body}";

    /// <summary>True if the text is as it was generated.</summary>
    public static bool IsOurs(string text)
    {
        // git may check out files with other line breaks, and editors may add a byte order mark.
        var normal = Normalize(text);
        var end = normal.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && normal.StartsWith(Marker, StringComparison.Ordinal) && normal[..end] == $"{Marker}{DigestOf(normal[(end + 1)..])}{Advice}";
    }

    /// <summary>Plans the generated text of a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="body">The text below the first line.</param>
    /// <param name="overwrite">True to replace an edited file; a copy is kept.</param>
    /// <returns>The change, and whether the file is kept because somebody edited or wrote it.</returns>
    public static (FileChange Change, bool Kept) Plan(string path, string body, bool overwrite)
    {
        var change = FileChange.Of(path, Seal(body));
        if (change.Before is null)
            return (change, false);
        if (Normalize(change.Before) == change.After)
            return (change with { After = change.Before }, false);
        if (IsOurs(change.Before))
            return (change, false);
        return overwrite ? (change with { KeepBackup = true }, false) : (change, true);
    }

    private static string Normalize(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string DigestOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16];
}
