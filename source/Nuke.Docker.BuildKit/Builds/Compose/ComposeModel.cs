using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A compose project in its canonical form: files merged, variables interpolated, paths absolute.</summary>
public sealed record ComposeModel : DockerAnswer
{
    /// <summary>The name of the project.</summary>
    public string Name { get; init; } = "";

    /// <summary>The output of compose; <c>null</c> if the project was not read from it.</summary>
    internal string? Text { get; init; }

    /// <summary>Services by name. Services of other profiles are included only on request.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services { get; init; } = new Dictionary<string, ComposeService>();

    /// <summary>Files of secrets by the name of the secret. A value of <c>null</c> is a secret that is not a file.</summary>
    public IReadOnlyDictionary<string, string?> SecretFiles { get; init; } = new Dictionary<string, string?>();

    /// <summary>Environment variables of secrets by the name of the secret. A value of <c>null</c> is a secret that is not a variable.</summary>
    public IReadOnlyDictionary<string, string?> SecretVariables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Volumes by name, as JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement> Volumes { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Networks by name, as JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement> Networks { get; init; } = new Dictionary<string, JsonElement>();
}
