using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Dockerfiles;

/// <summary>What the build checks found (<c>--call=check</c>).</summary>
public sealed record DockerfileCheck : DockerAnswer
{
    /// <summary>In the order of the Dockerfile; empty where all is well.</summary>
    public IReadOnlyList<DockerfileFinding> Findings { get; init; } = [];

    /// <summary>Why the Dockerfile could not be read to its end; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>Where it could not be read any more; null where it could.</summary>
    public DockerfileLines? ErrorLines { get; init; }
}
