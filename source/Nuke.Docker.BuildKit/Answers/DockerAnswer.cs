using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Base of records that are read from docker's JSON.</summary>
public abstract record DockerAnswer
{
    /// <summary>Members without a property, by name, such as those of a newer tool; empty if there are none.</summary>
    public IReadOnlyDictionary<string, JsonElement> Other { get; init; } = new Dictionary<string, JsonElement>();
}
