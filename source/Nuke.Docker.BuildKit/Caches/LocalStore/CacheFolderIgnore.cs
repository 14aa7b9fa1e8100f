using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>
/// Adds local cache folders to <c>.gitignore</c> and <c>.dockerignore</c>. A cache in the build context is sent with every build, and each export
/// makes <c>COPY . .</c> run again.
/// </summary>
internal static class CacheFolderIgnore
{
    private const string Comment = "The build cache of docker buildx";

    /// <summary>Adds the local caches that a build writes to the ignore files that apply to them, each once.</summary>
    /// <param name="build">The build. Its paths are relative to its working directory.</param>
    /// <param name="rootDirectory">
    /// The repository. Folders in it are added to its <c>.gitignore</c>, which is created if the repository has a <c>.git</c>.
    /// </param>
    /// <param name="cacheDirectory">The folder of all caches, which is ignored instead of each cache in it. <c>null</c>: each cache's own folder.</param>
    /// <returns>The changed files, with the lines that were added. Empty: nothing was changed.</returns>
    /// <exception cref="IOException">An ignore file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">An ignore file cannot be read or written.</exception>
    public static ImmutableList<(string File, string Line)> Update(BuildxBuildSettings build, string rootDirectory, string? cacheDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentException.ThrowIfNullOrEmpty(rootDirectory);
        var root = Path.GetFullPath(rootDirectory);
        var folder = Path.GetFullPath(build.WorkingDirectory ?? ".");
        var changes = ImmutableList.CreateBuilder<(string, string)>();
        foreach (var cache in (build.CacheTo ?? []).OfType<LocalCacheTo>())
        {
            var place = Path.GetFullPath(cache.Destination, folder);
            // A repository cannot be ignored as a whole. If it is the cache directory itself, the folder of the image is ignored.
            var all = cacheDirectory is null ? null : Path.GetFullPath(cacheDirectory, folder);
            if (all is not null && IsBelow(root, all) && (place == all || IsBelow(all, place)))
                place = all;
            if (RelativePaths.Below(root, place) is not { } inRepository)
                continue;
            if (HasGit(root))
                Add(Path.Combine(root, ".gitignore"), $"/{inRepository}/");
            if (build.ContextFolder() is { } context && Directory.Exists(context) && RelativePaths.Below(context, place) is { } inContext)
                Add(IgnoreFileOf(build, context), inContext);
        }

        return changes.ToImmutable();

        void Add(string file, string line) =>
            changes.AddRange(IgnoreFileEditor.AddOnce(file, [line], Comment).Select(added => (file, added)));
    }

    private static bool IsBelow(string folder, string path) => RelativePaths.Below(folder, path) is not null;

    private static bool HasGit(string root)
    {
        var git = Path.Combine(root, ".git");
        return Directory.Exists(git) || File.Exists(git) || File.Exists(Path.Combine(root, ".gitignore"));
    }

    private static string IgnoreFileOf(BuildxBuildSettings build, string context) => DockerignoreFile.PathFor(context, build.DockerfilePath());
}
