namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Why a build failed.</summary>
public sealed record BuildFailure : DockerAnswer
{
    /// <summary>gRPC's code; 2 (unknown) for a step that failed.</summary>
    public long Code { get; init; }

    /// <summary>BuildKit's message.</summary>
    public string Message { get; init; } = "";

    /// <summary>The vertex that failed; null where none did.</summary>
    public string? Step { get; init; }

    /// <summary>The end of what it printed.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>The part of the Dockerfile, with line numbers and arrows; null where there is none.</summary>
    public string? Excerpt { get; init; }
}
