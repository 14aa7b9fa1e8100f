namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Places that all targets of one build share.</summary>
internal static class HostDefaults
{
    /// <summary>Keeps the versions that the installed tools reported.</summary>
    public static string VersionsFile(INukeBuild build) => build.TemporaryDirectory / "docker-tool-versions";
}
