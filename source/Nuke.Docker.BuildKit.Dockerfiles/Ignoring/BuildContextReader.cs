using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Lists the entries of a build context that BuildKit would send.</summary>
public static class BuildContextReader
{
    /// <summary>
    /// Returns true if docker reads a context as a local directory: not standard input, a URL, or the short form of a Git repository. The directory need
    /// not exist.
    /// </summary>
    public static bool IsFolder(string context) => BuildContexts.IsFolder(context);

    /// <summary>Lists a context by its ignore file; see <see cref="DockerignoreFile.Find"/>.</summary>
    /// <param name="folder">The directory of the context.</param>
    /// <param name="dockerfile">The path of the Dockerfile; <c>null</c> for <c>Dockerfile</c> in the context.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <exception cref="DockerignoreException">The ignore file is invalid.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    public static BuildContextListing Read(string folder, string? dockerfile = null, CancellationToken cancellationToken = default) =>
        Read(folder, new DockerignoreMatcher(DockerignoreFile.Find(folder, dockerfile)), cancellationToken);

    /// <summary>Lists a context by given rules.</summary>
    /// <inheritdoc cref="Read(string, string?, CancellationToken)"/>
    public static BuildContextListing Read(string folder, DockerignoreMatcher matcher, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(matcher);
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"The build context {root} does not exist. Correct its path.");

        var walk = new ContextWalk(new FileInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? root, cancellationToken);
        walk.Run(MatchState.Root(matcher));
        return new BuildContextListing
        {
            Folder = root,
            IgnoreFile = matcher.File,
            Entries = [.. walk.Entries],
            Ignored = [.. walk.Ignored],
            Faults = [.. walk.Faults],
            Files = walk.Files,
            Bytes = walk.Bytes,
        };
    }
}
