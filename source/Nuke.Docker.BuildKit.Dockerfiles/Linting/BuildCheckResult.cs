using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The result of BuildKit's checks (<c>--call=check</c>).</summary>
public sealed record BuildCheckResult
{
    /// <summary>The findings, in the order of the Dockerfile. Empty if there are none.</summary>
    public IReadOnlyList<BuildCheckFinding> Findings { get; init; } = [];

    /// <summary>The reason why BuildKit could not read the Dockerfile to its end; <c>null</c> if it could.</summary>
    public string? Error { get; init; }

    /// <summary>The lines of <see cref="Error"/>; <c>null</c> if it names none.</summary>
    public DockerfileLines? ErrorLines { get; init; }
}

/// <summary>A finding of BuildKit's checks.</summary>
/// <param name="Rule">The rule, as <c># check=skip=…</c> names it: <c>FromAsCasing</c>.</param>
/// <param name="Description">The subject of the rule.</param>
/// <param name="Detail">The problem at this place; may be empty.</param>
/// <param name="Url">The rule's page; <c>null</c> if it has none.</param>
/// <param name="Lines">The lines concerned; <c>null</c> if the finding names none.</param>
public sealed record BuildCheckFinding(string Rule, string Description, string Detail, string? Url, DockerfileLines? Lines);
