namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The files and folders that every run of a build writes.</summary>
internal static class OwnFiles
{
    // The list of parameters changes with the build class, and isn't an input of any image.
    public static IEnumerable<string> Of(INukeBuild build) =>
    [
        build.TemporaryDirectory,
        build.TemporaryDirectory.Parent! / "build.schema.json",
        .. build is IHazDockerReports reports ? new[] { (string)reports.DockerReportsDirectory } : [],
    ];
}
