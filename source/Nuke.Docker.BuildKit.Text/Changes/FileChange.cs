using System.Text;

namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>What would become of a file. Nothing is written by making one; <see cref="FileChanges.Write"/> does that.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Before">What stands in it; null: there is no such file.</param>
/// <param name="After">What would stand in it. A byte order mark is its first character.</param>
/// <param name="Reason">Why, for a preview; null: it goes without saying.</param>
public sealed record FileChange(string Path, string? Before, string After, string? Reason = null)
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether it can be started afterwards, as a script must be. Without effect on Windows.</summary>
    public bool Executable { get; init; }

    /// <summary>Whether what stood there is kept beside it, as <c>NAME.bak</c>: for a file that is replaced as a whole.</summary>
    public bool KeepBackup { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool Changes => !string.Equals(Before, After, StringComparison.Ordinal);

    /// <summary>The change that gives a file this text, whatever stands in it now.</summary>
    /// <exception cref="IOException">The file can't be read, or isn't UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static FileChange Of(string path, string after, string? reason = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new(full, File.Exists(full) ? ReadText(full) : null, after, reason);
    }

    /// <summary>A file's text with its line ends and, as first character, its byte order mark.</summary>
    /// <exception cref="IOException">The file can't be read, or isn't UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static string ReadText(string path)
    {
        try
        {
            return s_encoding.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException exception)
        {
            throw new IOException($"{path} isn't UTF-8 (byte {exception.Index}), and changing it would damage it. Save it as UTF-8.", exception);
        }
    }

    /// <summary>The change as <c>diff -u</c> has it, paths relative to a folder; empty: nothing changes.</summary>
    public string ToDiff(string relativeTo)
    {
        var name = System.IO.Path.GetRelativePath(relativeTo, Path).Replace('\\', '/');
        return UnifiedDiff.Between(Before, After, name);
    }
}
