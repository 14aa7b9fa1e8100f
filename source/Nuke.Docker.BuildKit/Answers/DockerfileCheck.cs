using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>What the build checks found (<c>--call=check</c>).</summary>
public sealed record DockerfileCheck : DockerAnswer
{
    /// <summary>In the order of the Dockerfile; empty where all is well.</summary>
    public IReadOnlyList<DockerfileFinding> Findings { get; init; } = [];

    /// <summary>Why the Dockerfile could not be read to its end; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>Where it could not be read any more; null where it could.</summary>
    public DockerfileLines? ErrorLines { get; init; }

    /// <summary>Converts the answer to the form that the linter takes.</summary>
    public BuildCheckResult ToBuildCheckResult() => new()
    {
        Findings = [.. Findings.Select(finding => new BuildCheckFinding(finding.Rule, finding.Description, finding.Detail, finding.Url, finding.Lines))],
        Error = Error,
        ErrorLines = ErrorLines,
    };
}
