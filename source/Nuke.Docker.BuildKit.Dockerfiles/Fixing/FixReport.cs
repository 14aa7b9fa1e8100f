using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>A Dockerfile before and after its fixes, and the fixes that are only proposed.</summary>
/// <param name="Path">The path of the file, as given.</param>
/// <param name="Before">The text before the fixes.</param>
/// <param name="After">The text with the applied fixes.</param>
/// <param name="Fixes">The applied fixes, in order.</param>
public sealed record FixReport(string Path, string Before, string After, IReadOnlyList<DockerfileFix> Fixes)
{
    /// <summary>The fixes that are not applied, because they need a condition that the files do not show (<see cref="DockerfileFix.Needs"/>).</summary>
    public IReadOnlyList<DockerfileFix> Proposed { get; init; } = [];

    /// <summary>The warnings and errors that are not fixed.</summary>
    public IReadOnlyList<LintFinding> Left { get; init; } = [];

    /// <summary>True if the fixes change the text.</summary>
    public bool Changed => Before != After;

    /// <summary>Returns the change in the format of <c>diff -u</c>; empty if nothing changes.</summary>
    [Pure]
    public string ToDiff() => UnifiedDiff.Between(Before, After, Path.Replace('\\', '/').TrimStart('/'));

    /// <summary>Returns the change of the file, for <see cref="FileChanges.Write"/>.</summary>
    [Pure]
    public FileChange ToChange() => new(System.IO.Path.GetFullPath(Path), Before, After);
}
