namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the folder of the private engine, which is used if no other engine responds.</summary>
public interface IHazDockerEngine : INukeBuild
{
    /// <summary>Folder of the private engine, its programs and its data. Default: <c>.nuke/temp/docker-engine</c>.</summary>
    AbsolutePath DockerEngineDirectory => TemporaryDirectory / "docker-engine";
}
