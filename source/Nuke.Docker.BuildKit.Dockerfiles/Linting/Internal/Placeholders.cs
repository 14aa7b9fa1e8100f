using System.Text;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Finds files of a checkout that stand for others.</summary>
internal static partial class Placeholders
{
    // Pointers are short: a pointer of Git LFS has about 130 bytes.
    private const long LongestPointer = 1024;

    /// <summary>Returns the placeholders among the entries that are sent.</summary>
    public static IEnumerable<(string Path, string Kind, string Cure)> Of(string directory, BuildContextListing listing)
    {
        var encrypted = HasGitCrypt(directory);
        foreach (var entry in listing.Entries)
        {
            var path = Path.Combine(directory, entry.Path);
            var found = entry.Kind switch
            {
                BuildContextEntryKind.Link when new FileInfo(path).LinkTarget is { } target && IsAnnex(target) => Annex,
                BuildContextEntryKind.File when encrypted || entry.Bytes is > 8 and <= LongestPointer => OfFile(directory, entry, path),
                _ => null,
            };
            if (found is var (kind, cure))
                yield return (entry.Path, kind, cure);
        }

        foreach (var path in Submodules(directory))
        {
            var folder = Path.Combine(directory, path);
            if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) != ".git"))
                yield return (path, "a submodule that is not checked out", "git submodule update --init --recursive");
        }
    }

    private static (string Kind, string Cure) Annex => ("a pointer of git-annex", "git annex get");

    private static (string Kind, string Cure)? OfFile(string directory, BuildContextEntry entry, string path)
    {
        if (Head(path) is not { Length: > 8 } head)
            return null;
        if (head.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal)
            || head.StartsWith("version https://hawser.github.com/spec/", StringComparison.Ordinal))
            return ("a pointer of Git LFS", "git lfs pull");
        if (head.StartsWith("/annex/objects/", StringComparison.Ordinal))
            return Annex;
        if (head.StartsWith("\0GITCRYPT\0", StringComparison.Ordinal))
            return ("encrypted by git-crypt", "git-crypt unlock");
        if (entry.Path.EndsWith(".dvc", StringComparison.Ordinal) && Output().Match(head) is { Success: true } output)
        {
            var data = Path.Combine(Path.GetDirectoryName(path)!, output.Groups["path"].Value.Trim());
            return Path.Exists(data) ? null : ("a pointer of DVC without its data", "dvc pull");
        }

        return IsTextLink(directory, path, head)
            ? ("a link that git wrote as a text file", "git config core.symlinks true, and check the file out again")
            : null;
    }

    // One line that is the relative path of an existing file, in a file whose name promises other content.
    private static bool IsTextLink(string directory, string path, string head) =>
        head.StartsWith("../", StringComparison.Ordinal)
        && head.AsSpan().IndexOfAny("\n\r \0") < 0
        && Path.GetFullPath(head, Path.GetDirectoryName(path)!) is { } target
        && target.StartsWith(directory, StringComparison.Ordinal)
        && Path.Exists(target);

    private static bool IsAnnex(string target) => target.Replace('\\', '/').Contains(".git/annex/objects/", StringComparison.Ordinal);

    private static bool HasGitCrypt(string directory)
    {
        var attributes = Path.Combine(directory, ".gitattributes");
        return File.Exists(attributes) && File.ReadAllText(attributes).Contains("git-crypt", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Submodules(string directory)
    {
        var modules = Path.Combine(directory, ".gitmodules");
        return File.Exists(modules) ? ModulePath().Matches(File.ReadAllText(modules)).Select(match => match.Groups["path"].Value.Trim()) : [];
    }

    private static string? Head(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[(int)LongestPointer];
            var count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return Encoding.Latin1.GetString(head[..count]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[ \t]*path[ \t]*=[ \t]*(?<path>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ModulePath();

    [GeneratedRegex(@"^[ \t-]*path:[ \t]*(?<path>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Output();
}
