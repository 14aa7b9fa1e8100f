using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record BuildxBuildSettings
{
    /// <summary>
    /// Returns the full path of the build context, whether it exists or not. <c>null</c> if the context is a URL, a Git repository or standard input.
    /// </summary>
    [Pure]
    public string? ContextFolder() => BuildContexts.IsFolder(Context ?? ".") ? FullPath(Context ?? ".") : null;

    /// <summary>
    /// Returns the full path of the Dockerfile, whether it exists or not. <c>null</c> if it is not a local file, but part of a remote context, a URL or
    /// standard input.
    /// </summary>
    [Pure]
    public string? DockerfilePath()
    {
        if (ContextFolder() is not { } context)
            return null;
        return File is not { Length: > 0 } file ? Path.Combine(context, "Dockerfile")
            : file == "-" || file.Contains("://", StringComparison.Ordinal) ? null
            : FullPath(file);
    }
}
