namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the place of the private engine that is used where no other one answers.</summary>
public interface IHazDockerEngine : INukeBuild
{
    /// <summary>The folder of the private engine, its packages and its data: <c>.nuke/temp/docker-engine</c> by default.</summary>
    AbsolutePath DockerEngineDirectory => TemporaryDirectory / "docker-engine";
}
