namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Error of a failed build.</summary>
public sealed record BuildFailure : DockerAnswer
{
    /// <summary>gRPC status code; 2 (unknown) for a failed step.</summary>
    public long Code { get; init; }

    /// <summary>Message of BuildKit.</summary>
    public string Message { get; init; } = "";

    /// <summary>Name of the failed step; <c>null</c> if no step failed.</summary>
    public string? Step { get; init; }

    /// <summary>Last output lines of the step.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>Lines of the Dockerfile with line numbers and markers; <c>null</c> if none are reported.</summary>
    public string? Excerpt { get; init; }
}
