using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>States if BuildKit's checks run in addition to the rules of <see cref="IDockerLint.DockerLint"/>, which need no engine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LintChecks>))]
public enum LintChecks
{
    /// <summary>They run if the build can find an engine. If they cannot run, the reason is printed.</summary>
    Auto,

    /// <summary>They do not run.</summary>
    Off,

    /// <summary>The target fails if they cannot run.</summary>
    Required,
}
