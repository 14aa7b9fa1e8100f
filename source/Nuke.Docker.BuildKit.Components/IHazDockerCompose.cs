using Nuke.Docker.BuildKit.Builds.Compose;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the compose files of a project.</summary>
public interface IHazDockerCompose : INukeBuild
{
    /// <summary>Compose files, relative to the root directory; later ones override earlier ones. Default: the files that <c>docker compose</c> finds.</summary>
    [Parameter("Compose files; later ones override earlier ones. Default: the files that docker compose finds")]
    string[] DockerComposeFile => TryGetValue(() => DockerComposeFile) ?? [.. ComposeFiles.Find(RootDirectory)];
}
