using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A compose project that has containers.</summary>
public sealed record ComposeProject : DockerAnswer
{
    /// <summary>The name of the project, for <c>--project-name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The number of containers by state: <c>running</c> 2, <c>exited</c> 1.</summary>
    public IReadOnlyDictionary<string, int> Containers { get; init; } = new Dictionary<string, int>();

    /// <summary>The compose files, by their paths on the machine that ran compose.</summary>
    public IReadOnlyList<string> ConfigFiles { get; init; } = [];
}
