using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    public static bool FileExists([NotNullWhen(true)] this AbsolutePath? path) => File.Exists(path);

    public static bool DirectoryExists([NotNullWhen(true)] this AbsolutePath? path) => Directory.Exists(path);

    /// <summary>The path itself where a file or folder stands there; else <c>null</c>.</summary>
    public static AbsolutePath? ExistingFile(this AbsolutePath path) => path.FileExists() ? path : null;

    /// <inheritdoc cref="ExistingFile"/>
    public static AbsolutePath? ExistingDirectory(this AbsolutePath path) => path.DirectoryExists() ? path : null;

    public static IEnumerable<AbsolutePath> WhereFileExists(this IEnumerable<AbsolutePath> paths) => paths.Where(x => x.FileExists());

    public static IEnumerable<AbsolutePath> WhereDirectoryExists(this IEnumerable<AbsolutePath> paths) => paths.Where(x => x.DirectoryExists());

    public static AbsolutePath? FindParent(this AbsolutePath path, Func<AbsolutePath, bool> predicate) => path.Parent?.FindParentOrSelf(predicate);

    public static AbsolutePath? FindParentOrSelf(this AbsolutePath path, Func<AbsolutePath, bool> predicate)
    {
        for (AbsolutePath? current = path; current != null; current = current.Parent)
        {
            if (predicate(current))
                return current;
        }

        return null;
    }

    public static bool HasExtension(this AbsolutePath path, string extension, params string[] alternativeExtensions)
        => alternativeExtensions.Prepend(extension).Any(x => path.Extension.TrimStart('.').Equals(x.TrimStart('.'), StringComparison.OrdinalIgnoreCase));

    public static AbsolutePath WithExtension(this AbsolutePath path, string extension) => AbsolutePath.Create(Path.ChangeExtension(path, extension));

    public static FileInfo ToFileInfo(this AbsolutePath path) => new(path);

    public static DirectoryInfo ToDirectoryInfo(this AbsolutePath path) => new(path);

    public static DateTime GetLastWriteTimeUtc(this AbsolutePath path) => File.GetLastWriteTimeUtc(path);

    /// <summary>Files of the folder and, with a depth above 1, of the folders below it.</summary>
    public static IEnumerable<AbsolutePath> GetFiles(this AbsolutePath path, string pattern = "*", int depth = 1, FileAttributes attributes = FileAttributes.None)
        => Directory.EnumerateFiles(path, pattern, Options(depth)).Where(x => Has(x, attributes)).Select(AbsolutePath.Create).OrderBy(x => x.ToString(), StringComparer.Ordinal);

    public static IEnumerable<AbsolutePath> GetDirectories(this AbsolutePath path, string pattern = "*", int depth = 1, FileAttributes attributes = FileAttributes.None)
        => Directory.EnumerateDirectories(path, pattern, Options(depth)).Where(x => Has(x, attributes)).Select(AbsolutePath.Create).OrderBy(x => x.ToString(), StringComparer.Ordinal);

    private static EnumerationOptions Options(int depth)
        => new() { RecurseSubdirectories = depth > 1, MaxRecursionDepth = depth - 1, AttributesToSkip = FileAttributes.None };

    private static bool Has(string path, FileAttributes attributes) => attributes == FileAttributes.None || File.GetAttributes(path).HasFlag(attributes);
}
