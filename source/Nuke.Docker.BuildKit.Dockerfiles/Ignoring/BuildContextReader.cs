using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Walks a build context as BuildKit does, and lists what would be sent.</summary>
public static class BuildContextReader
{
    /// <summary>Whether docker takes a context for a folder of this machine: neither standard input, nor a URL, nor a Git repository in one of its short forms. The folder need not exist.</summary>
    public static bool IsFolder(string context) => BuildContexts.IsFolder(context);

    /// <summary>Lists a context by its own ignore file; see <see cref="DockerignoreFile.Find"/>.</summary>
    /// <param name="folder">The context.</param>
    /// <param name="dockerfile">The Dockerfile's path. Null: <c>Dockerfile</c> in the context.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DockerignoreException">The ignore file can't be used.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
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
            throw new DirectoryNotFoundException($"There is no build context {root}.");

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
