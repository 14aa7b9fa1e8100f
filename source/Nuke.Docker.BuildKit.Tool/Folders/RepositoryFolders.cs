using Nuke.Common.IO;
using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Tool.Folders;

/// <summary>The folders of a run, in a repository that need not have a build.</summary>
internal static class RepositoryFolders
{
    // A file in a worktree or a submodule.
    private static readonly string[] s_roots = [".git", ".nuke", ".fallout"];

    private static readonly string[] s_ofBuild = [".fallout", ".nuke"];

    /// <summary>Returns the nearest folder upwards that contains <c>.git</c> or the folder of a build; without one, the folder itself.</summary>
    public static AbsolutePath RootOf(AbsolutePath folder) => folder.FindParentOrSelf(x => s_roots.Any(name => Path.Exists(x / name))) ?? folder;

    /// <summary>
    /// Returns the temporary folder of the repository's build, so that both share the records of builds. Without a build, returns a folder in the user's
    /// cache folder: nobody asked for one in the repository.
    /// </summary>
    public static AbsolutePath TemporaryOf(AbsolutePath root) => OfBuild(root) is { } build ? build / "temp" : LocalCacheFolder.ForRepository(root) + "-temp";

    /// <summary>
    /// Returns the folder of the private engine: that of the repository's build, so that both use one engine; without a build, one for all repositories of
    /// the user.
    /// </summary>
    public static AbsolutePath EngineOf(AbsolutePath root) =>
        OfBuild(root) is { } build ? build / "temp" / "docker-engine" : AbsolutePath.Create(LocalCacheFolder.ForRepository(root)).Parent! / "docker-engine";

    private static AbsolutePath? OfBuild(AbsolutePath root) => s_ofBuild.Select(name => root / name).FirstOrDefault(folder => folder.DirectoryExists());
}
