using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The severity from which findings fail a build.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LintFailOn>))]
public enum LintFailOn
{
    /// <summary>Errors only.</summary>
    Error,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>No findings.</summary>
    Never,
}
