using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Result of the build checks (<c>--call=check</c>).</summary>
public sealed record DockerfileCheck : DockerAnswer
{
    /// <summary>Findings in the order of the Dockerfile; empty if there are none.</summary>
    public IReadOnlyList<DockerfileFinding> Findings { get; init; } = [];

    /// <summary>Error that ended reading the Dockerfile; <c>null</c> if all of it was read.</summary>
    public string? Error { get; init; }

    /// <summary>Lines of <see cref="Error"/>; <c>null</c> if there is no error.</summary>
    public DockerfileLines? ErrorLines { get; init; }

    /// <summary>Converts the result for the linter.</summary>
    public BuildCheckResult ToBuildCheckResult() => new()
    {
        Findings = [.. Findings.Select(finding => new BuildCheckFinding(finding.Rule, finding.Description, finding.Detail, finding.Url, finding.Lines))],
        Error = Error,
        ErrorLines = ErrorLines,
    };
}
