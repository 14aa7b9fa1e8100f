namespace Nuke.Docker.BuildKit.Answers;

/// <summary>What a target of a Dockerfile can be given (<c>--call=outline</c>): its arguments, secrets and SSH agents, those of the stages that it uses included.</summary>
public sealed record DockerfileOutline : DockerAnswer
{
    /// <summary>The target; null for a stage without a name.</summary>
    public string? Name { get; init; }

    /// <summary>The comment above its <c>FROM</c> that begins with its name.</summary>
    public string? Description { get; init; }

    /// <summary><c>ARG</c>, with its value in this build.</summary>
    public IReadOnlyList<DockerfileInput> Arguments { get; init; } = [];

    /// <summary>Secrets that a <c>RUN</c> mounts.</summary>
    public IReadOnlyList<DockerfileInput> Secrets { get; init; } = [];

    /// <summary>SSH agents that a <c>RUN</c> mounts.</summary>
    public IReadOnlyList<DockerfileInput> Ssh { get; init; } = [];
}
