using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Something that docker told as JSON.</summary>
public abstract record DockerAnswer
{
    /// <summary>Members that have no property here, because a newer tool sent them or nobody needed them yet, by their name; empty where there are none.</summary>
    public IReadOnlyDictionary<string, JsonElement> Other { get; init; } = new Dictionary<string, JsonElement>();
}
