using Nuke.Docker.BuildKit.Scaffolding.Projects;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Places that all targets of one build share.</summary>
internal static class HostDefaults
{
    /// <summary>The host that runs this build, which is the one that can be had here.</summary>
    public static BuildHost RunningHost { get; } = typeof(INukeBuild).Assembly.GetName().Name switch
    {
        "Nuke.EmbeddedHost" => BuildHost.Embedded,
        { } name when name.StartsWith("Fallout.", StringComparison.Ordinal) => BuildHost.Fallout,
        _ => BuildHost.Nuke,
    };

    /// <summary>Keeps the versions that the installed tools reported.</summary>
    public static string VersionsFile(INukeBuild build) => build.TemporaryDirectory / "docker-tool-versions";
}
