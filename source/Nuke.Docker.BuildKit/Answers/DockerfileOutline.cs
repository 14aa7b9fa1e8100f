namespace Nuke.Docker.BuildKit.Answers;

/// <summary>
/// Inputs of a target of a Dockerfile (<c>--call=outline</c>): arguments, secrets and SSH agents, including those of the stages it uses.
/// </summary>
public sealed record DockerfileOutline : DockerAnswer
{
    /// <summary>Name of the target; <c>null</c> for an unnamed stage.</summary>
    public string? Name { get; init; }

    /// <summary>Comment above its <c>FROM</c> that begins with its name; <c>null</c> if there is none.</summary>
    public string? Description { get; init; }

    /// <summary><c>ARG</c> instructions with their values in this build.</summary>
    public IReadOnlyList<DockerfileInput> Arguments { get; init; } = [];

    /// <summary>Secrets that <c>RUN</c> mounts.</summary>
    public IReadOnlyList<DockerfileInput> Secrets { get; init; } = [];

    /// <summary>SSH agents that <c>RUN</c> mounts.</summary>
    public IReadOnlyList<DockerfileInput> Ssh { get; init; } = [];
}
