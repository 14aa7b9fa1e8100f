using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record BuildxBuildSettings
{
    /// <summary>The folder of the build context, as a full path; it need not exist. <c>null</c>: the context is none of this machine's folders, but a URL, a Git repository or standard input.</summary>
    [Pure]
    public string? ContextFolder() => BuildContexts.IsFolder(Context ?? ".") ? FullPath(Context ?? ".") : null;

    /// <summary>The Dockerfile, as a full path; it need not exist. <c>null</c>: it is none of this machine's files, but stands in a context that comes from elsewhere, behind a URL, or on standard input.</summary>
    [Pure]
    public string? DockerfilePath()
    {
        if (ContextFolder() is not { } context)
            return null;
        return File is not { Length: > 0 } file ? Path.Combine(context, "Dockerfile")
            : file == "-" || file.Contains("://", StringComparison.Ordinal) ? null
            : FullPath(file);
    }

    private string FullPath(string path) => Path.GetFullPath(path, Path.GetFullPath(WorkingDirectory ?? "."));
}
