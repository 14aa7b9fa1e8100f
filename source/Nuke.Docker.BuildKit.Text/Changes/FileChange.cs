using System.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>A planned change of a file. <see cref="FileChanges.Write"/> writes it.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Before">The current text; <c>null</c> for a new file.</param>
/// <param name="After">The new text. A byte order mark is its first character.</param>
/// <param name="Reason">The reason, for a preview; <c>null</c> for none.</param>
public sealed record FileChange(string Path, string? Before, string After, string? Reason = null)
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>True to make the file executable. No effect on Windows.</summary>
    public bool Executable { get; init; }

    /// <summary>True to keep the current file as <c>NAME.bak</c>.</summary>
    public bool KeepBackup { get; init; }

    /// <summary>True if the text changes.</summary>
    public bool Changes => !string.Equals(Before, After, StringComparison.Ordinal);

    /// <summary>Creates the change of a file to a text.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="DockerException">The file is not UTF-8 (<see cref="DockerFaultKind.ProjectInvalid"/>).</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static FileChange Of(string path, string after, string? reason = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new(full, ReadIfExists(full), after, reason);
    }

    /// <summary>Reads the text of a file; <c>null</c> if it does not exist.</summary>
    /// <exception cref="UnauthorizedAccessException">The file or its folder cannot be read.</exception>
    internal static string? ReadIfExists(string path)
    {
        // File.Exists is false in a folder that this user can't search.
        try
        {
            return ReadText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads the text of a file, with its line breaks and its byte order mark as the first character.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="DockerException">The file is not UTF-8 (<see cref="DockerFaultKind.ProjectInvalid"/>).</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static string ReadText(string path)
    {
        var bytes = FileContent.ReadBytes(path);
        return TextEncoding.Problem(bytes) is { } problem
            ? throw new DockerException(DockerFaultKind.ProjectInvalid, $"{path} {problem}, so that a change would damage it. {TextEncoding.Cure}.")
            : s_encoding.GetString(bytes);
    }

    /// <summary>Returns the change in the format of <c>diff -u</c>, with a path relative to a directory; empty if nothing changes.</summary>
    public string ToDiff(string relativeTo)
    {
        var name = System.IO.Path.GetRelativePath(relativeTo, Path).Replace('\\', '/');
        return UnifiedDiff.Between(Before, After, name);
    }
}
