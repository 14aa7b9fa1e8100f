namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>
/// A folder with records of builds, which CI jobs pass on. Only named files are: the folder of the ledgers also has their key, and that of the histories has
/// local caches.
/// </summary>
/// <param name="Name">The name of the records: <c>ledger</c>, <c>history</c>.</param>
/// <param name="Path">The path, relative to the repository or in the user's folder (<c>~/</c>).</param>
/// <param name="Files">The pattern of the files, relative to the folder.</param>
/// <param name="IsShared">True if other repositories use the folder. The pattern then continues the name of the repository.</param>
internal sealed record CiFolder(string Name, string Path, string Files, bool IsShared)
{
    private const string UserCaches = "~/.cache";

    /// <summary>Finds a folder on CI machines, which run Linux and have other paths.</summary>
    /// <param name="name">The name of the records.</param>
    /// <param name="folder">The folder on this machine.</param>
    /// <param name="files">The pattern of the files.</param>
    /// <param name="root">The root of the repository.</param>
    /// <param name="caches">The folder of this repository in the user's cache folder.</param>
    /// <returns><c>null</c> if the folder is somewhere else, where CI machines need not have one.</returns>
    public static CiFolder? Of(string name, string folder, string files, string root, string caches)
    {
        if (Below(root, folder) is { } inside)
            return new(name, inside, files, IsShared: false);
        var all = System.IO.Path.GetDirectoryName(caches)!;
        if (Below(all, folder)?.Split('/') is not [var first, .. var rest] || !first.StartsWith(System.IO.Path.GetFileName(caches), StringComparison.Ordinal))
            return null;
        // Its first part is the name of the repository, and ends with a hash of the path, which is another one there.
        return new(name, $"{UserCaches}/{System.IO.Path.GetFileName(all)}", string.Join('/', ["-*", .. rest, files]), IsShared: true);
    }

    private static string? Below(string parent, string folder) =>
        System.IO.Path.GetRelativePath(parent, folder).Replace('\\', '/') is var path
        && !System.IO.Path.IsPathRooted(path) && path.Split('/')[0] is not (".." or ".")
            ? path
            : null;
}
