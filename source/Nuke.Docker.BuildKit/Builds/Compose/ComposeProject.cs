using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A compose project that has containers.</summary>
public sealed record ComposeProject : DockerAnswer
{
    /// <summary>What <c>--project-name</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>How many containers are in which state: <c>running</c> 2, <c>exited</c> 1.</summary>
    public IReadOnlyDictionary<string, int> Containers { get; init; } = new Dictionary<string, int>();

    /// <summary>The files it was made from, as the machine that ran compose knows them.</summary>
    public IReadOnlyList<string> ConfigFiles { get; init; } = [];
}
