namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the folder for the build reports.</summary>
public interface IHazDockerReports : INukeBuild
{
    /// <summary>Folder for the reports, with one folder per image. Default: <c>artifacts/docker</c>.</summary>
    AbsolutePath DockerReportsDirectory => RootDirectory / "artifacts" / "docker";
}
