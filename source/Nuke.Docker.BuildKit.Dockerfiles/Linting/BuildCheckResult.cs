using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The result of BuildKit's checks (<c>--call=check</c>).</summary>
public sealed record BuildCheckResult
{
    private static readonly string[] s_unreachable =
    [
        "failed to resolve source metadata", "failed to resolve frontend", "failed to do request", "dial tcp", "no such host", "i/o timeout",
        "connection refused", "TLS handshake", "network is unreachable", "pull access denied", "failed to authorize", "failed to fetch",
    ];

    /// <summary>The findings, in the order of the Dockerfile. Empty if there are none.</summary>
    public IReadOnlyList<BuildCheckFinding> Findings { get; init; } = [];

    /// <summary>The reason why BuildKit could not read the Dockerfile to its end; <c>null</c> if it could.</summary>
    public string? Error { get; init; }

    /// <summary>True if <see cref="Error"/> is an unreachable registry or network, which is no mistake of the Dockerfile.</summary>
    internal bool Unreachable => Error is { } error && s_unreachable.Any(part => error.Contains(part, StringComparison.OrdinalIgnoreCase));

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
