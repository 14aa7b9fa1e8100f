using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A compose project as compose sees it: files merged, variables filled in, paths absolute.</summary>
public sealed record ComposeModel : DockerAnswer
{
    /// <summary>The project's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Services by name; those of other profiles only if they were asked for.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services { get; init; } = new Dictionary<string, ComposeService>();

    /// <summary>Files of secrets by the secret's name; null for one that isn't a file's content.</summary>
    public IReadOnlyDictionary<string, string?> SecretFiles { get; init; } = new Dictionary<string, string?>();

    /// <summary>Volumes by name, as compose has them.</summary>
    public IReadOnlyDictionary<string, JsonElement> Volumes { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Networks by name, as compose has them.</summary>
    public IReadOnlyDictionary<string, JsonElement> Networks { get; init; } = new Dictionary<string, JsonElement>();
}
