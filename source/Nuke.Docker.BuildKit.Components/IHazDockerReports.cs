namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the folder in which each image's build report is left.</summary>
public interface IHazDockerReports : INukeBuild
{
    /// <summary>The folder, <c>artifacts/docker</c> by default; below it one folder per image.</summary>
    AbsolutePath DockerReportsDirectory => RootDirectory / "artifacts" / "docker";
}
