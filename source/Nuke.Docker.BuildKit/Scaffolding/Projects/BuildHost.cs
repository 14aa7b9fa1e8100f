using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Host of the build that is created for a repository.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BuildHost>))]
public enum BuildHost
{
    /// <summary>No build is created, and an existing one stays as it is: the tool <c>docker-buildkit</c> needs none.</summary>
    None,

    /// <summary>The package <c>Nuke.Common</c>.</summary>
    Nuke,

    /// <summary>The small host that comes with the add-in, for feeds without <c>Nuke.Common</c>.</summary>
    Embedded,

    /// <summary>The package <c>Fallout.Common</c> of the successor of NUKE.</summary>
    Fallout,
}
