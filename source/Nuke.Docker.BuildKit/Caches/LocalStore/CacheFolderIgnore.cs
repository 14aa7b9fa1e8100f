using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>Keeps cache folders that lie within the repository out of it and out of build contexts. A cache in the context is sent with every build, and each export makes <c>COPY . .</c> run again.</summary>
public static class CacheFolderIgnore
{
    private const string Comment = "The build cache of docker buildx";

    /// <summary>Adds the folders of the local caches that a build writes to the ignore files that count, once.</summary>
    /// <param name="build">The build; paths in it are relative to its working directory.</param>
    /// <param name="rootDirectory">The repository. Its <c>.gitignore</c> is changed for folders within it, and made where there is a <c>.git</c> and none yet.</param>
    /// <param name="cacheDirectory">The folder of all caches; where a cache lies below it, this is what gets ignored. <c>null</c>: each cache's own folder.</param>
    /// <returns>The files that were changed, with the lines that were added to them; empty: nothing had to be done.</returns>
    /// <exception cref="IOException">An ignore file can't be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">An ignore file can't be read or written.</exception>
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
            // A cache directory that is the repository itself can't be ignored: then it is the image's folder.
            if (cacheDirectory is not null && Path.GetFullPath(cacheDirectory, folder) is var all && RelativePaths.Below(root, all) is not null && (RelativePaths.Below(all, place) is not null || all == place))
                place = all;
            if (RelativePaths.Below(root, place) is { } inRepository && (Directory.Exists(Path.Combine(root, ".git")) || File.Exists(Path.Combine(root, ".git")) || File.Exists(Path.Combine(root, ".gitignore"))))
                Add(Path.Combine(root, ".gitignore"), $"/{inRepository}/");
            if (build.ContextFolder() is { } context && Directory.Exists(context) && RelativePaths.Below(root, place) is not null && RelativePaths.Below(context, place) is { } inContext)
                Add(IgnoreFileOf(build, context), inContext);
        }

        return changes.ToImmutable();

        void Add(string file, string line) => changes.AddRange(IgnoreFileEditor.AddOnce(file, [line], Comment).Select(added => (file, added)));
    }

    private static string IgnoreFileOf(BuildxBuildSettings build, string context) => DockerignoreFile.PathFor(context, build.DockerfilePath());
}
