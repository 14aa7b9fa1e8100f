using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    private static readonly string[] FileWords = ["file", "executable", "exe", "script", "archive"];
    private static readonly string[] FolderWords = ["directory", "dir", "folder"];

    /// <summary>Returns true if a file or folder exists: the end of the expression decides which, as in <c>ConfigFile</c> or <c>OutputDirectory</c>.</summary>
    /// <exception cref="ArgumentException">
    /// The expression ends in none of the words file, executable, exe, script, archive, directory, dir and folder.
    /// </exception>
    public static bool Exists([NotNullWhen(true)] this AbsolutePath? path, [CallerArgumentExpression(nameof(path))] string? expression = null)
        => EndsWithAny(expression, FileWords) ? path.FileExists()
            : EndsWithAny(expression, FolderWords) ? path.DirectoryExists()
            : throw new ArgumentException($"'{expression}' doesn't say whether a file or a folder must exist. Use FileExists() or DirectoryExists().");

    /// <summary>Returns the path itself if it exists, otherwise <c>null</c>. <see cref="Exists"/> describes how file and folder are distinguished.</summary>
    public static AbsolutePath? Existing(this AbsolutePath path, [CallerArgumentExpression(nameof(path))] string? expression = null)
        => path.Exists(expression) ? path : null;

    public static bool FileExists([NotNullWhen(true)] this AbsolutePath? path) => File.Exists(path);

    public static bool DirectoryExists([NotNullWhen(true)] this AbsolutePath? path) => Directory.Exists(path);

    /// <summary>Returns the path itself if a file or folder exists there; otherwise <c>null</c>.</summary>
    public static AbsolutePath? ExistingFile(this AbsolutePath path) => path.FileExists() ? path : null;

    /// <inheritdoc cref="ExistingFile"/>
    public static AbsolutePath? ExistingDirectory(this AbsolutePath path) => path.DirectoryExists() ? path : null;

    public static IEnumerable<AbsolutePath> WhereFileExists(this IEnumerable<AbsolutePath> paths) => paths.Where(x => x.FileExists());

    public static IEnumerable<AbsolutePath> WhereDirectoryExists(this IEnumerable<AbsolutePath> paths) => paths.Where(x => x.DirectoryExists());

    /// <summary>Returns the nearest folder above the file that fulfills the condition.</summary>
    /// <exception cref="ArgumentException">The path is not that of an existing file.</exception>
    public static AbsolutePath? FindParent(this AbsolutePath path, Func<AbsolutePath, bool> predicate)
    {
        Assert.FileExists(path, $"'{path}' is not an existing file. For a folder, use FindParentOrSelf.");
        return path.Parent?.FindParentOrSelf(predicate);
    }

    /// <summary>The nearest path from this one upwards that fulfills the condition.</summary>
    /// <exception cref="ArgumentException">The path doesn't exist.</exception>
    public static AbsolutePath? FindParentOrSelf(this AbsolutePath path, Func<AbsolutePath, bool> predicate)
    {
        Assert.True(path.FileExists() || path.DirectoryExists(), $"'{path}' does not exist");
        for (AbsolutePath? current = path; current != null; current = current.Parent)
        {
            if (predicate(current))
                return current;
        }

        return null;
    }

    /// <summary>Returns true if the path ends with one of the extensions, which need no dot; case doesn't matter.</summary>
    public static bool HasExtension(this AbsolutePath path, string extension, params string[] alternativeExtensions)
        => EndsWithAny(path, [extension, .. alternativeExtensions]);

    public static AbsolutePath WithExtension(this AbsolutePath path, string extension) => AbsolutePath.Create(Path.ChangeExtension(path, extension));

    public static FileInfo ToFileInfo(this AbsolutePath path) => new(path);

    public static DirectoryInfo ToDirectoryInfo(this AbsolutePath path) => new(path);

    /// <summary>The time of a file; of a folder, the latest time of anything below it.</summary>
    /// <exception cref="ArgumentException">The path doesn't exist.</exception>
    public static DateTime GetLastWriteTimeUtc(this AbsolutePath path)
    {
        if (path.DirectoryExists())
            return path.ToDirectoryInfo().EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Max(x => x.LastWriteTimeUtc);
        Assert.FileExists(path, $"'{path}' does not exist");
        return File.GetLastWriteTimeUtc(path);
    }

    /// <summary>Files of the folder and, with a depth above 1, of the folders below it; the outer ones first.</summary>
    public static IEnumerable<AbsolutePath> GetFiles(
        this AbsolutePath path,
        string pattern = "*",
        int depth = 1,
        FileAttributes attributes = FileAttributes.None)
    {
        Assert.True(depth >= 0, $"The depth must not be negative, but is {depth}");
        return depth == 0 ? [] : path.GetDirectories(depth: depth - 1).Prepend(path).SelectMany(x => Sorted(Directory.EnumerateFiles(x, pattern), attributes));
    }

    /// <summary>Folders of the folder and, with a depth above 1, of the folders below it; the outer ones first.</summary>
    public static IEnumerable<AbsolutePath> GetDirectories(
        this AbsolutePath path,
        string pattern = "*",
        int depth = 1,
        FileAttributes attributes = FileAttributes.None)
    {
        Assert.True(depth >= 0, $"The depth must not be negative, but is {depth}");
        var parents = new List<string> { path };
        for (var level = 1; level <= depth && parents.Count > 0; level++)
        {
            foreach (var directory in Sorted(parents.SelectMany(x => Directory.EnumerateDirectories(x, pattern)), attributes))
                yield return directory;
            if (level < depth)
                parents = [.. parents.SelectMany(Directory.EnumerateDirectories)];
        }
    }

    private static IEnumerable<AbsolutePath> Sorted(IEnumerable<string> paths, FileAttributes attributes)
        => paths.Where(x => attributes == FileAttributes.None || File.GetAttributes(x).HasFlag(attributes))
            .Order(StringComparer.Ordinal)
            .Select(AbsolutePath.Create);

    private static bool EndsWithAny(string? text, IEnumerable<string> endings)
        => text != null && endings.Any(x => text.EndsWith(x, StringComparison.OrdinalIgnoreCase));
}
