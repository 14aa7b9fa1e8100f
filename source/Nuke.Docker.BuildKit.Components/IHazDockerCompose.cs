using Nuke.Docker.BuildKit.Builds.Compose;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the compose files of a project.</summary>
public interface IHazDockerCompose : INukeBuild
{
    /// <summary>The compose files, relative to the root directory, in the order in which they are laid over each other. Default: those that <c>docker compose</c> finds there by itself.</summary>
    [Parameter("Compose files, later ones laid over earlier ones. Default: those that docker compose finds")]
    string[] DockerComposeFile => TryGetValue(() => DockerComposeFile) ?? [.. ComposeFiles.Find(RootDirectory)];
}
