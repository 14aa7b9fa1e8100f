using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>A Dockerfile before and after its fixes.</summary>
/// <param name="Path">The file, as it was named.</param>
/// <param name="Before">Its text.</param>
/// <param name="After">Its text with all fixes; the same as <paramref name="Before"/> where there is nothing to mend.</param>
/// <param name="Fixes">What was done, in order.</param>
public sealed record FixReport(string Path, string Before, string After, IReadOnlyList<DockerfileFix> Fixes)
{
    /// <summary>Warnings and errors that are left for a person.</summary>
    public IReadOnlyList<LintFinding> Left { get; init; } = [];

    /// <summary>Whether anything is different.</summary>
    public bool Changed => Before != After;

    /// <summary>The change as <c>diff -u</c> shows it; empty where there is none.</summary>
    [Pure]
    public string ToDiff() => UnifiedDiff.Between(Before, After, Path.Replace('\\', '/').TrimStart('/'));

    /// <summary>The change of the file, for those who write it.</summary>
    [Pure]
    public FileChange ToChange() => new(System.IO.Path.GetFullPath(Path), Before, After);
}
