namespace Nuke.Docker.BuildKit.Containers;

/// <summary>The labels by which containers are found again.</summary>
internal static class ContainerLabels
{
    /// <summary>The root directory of the build that started the container.</summary>
    public const string Root = "nuke.docker.buildkit.root";

    /// <summary>The name of the image in the build class.</summary>
    public const string Image = "nuke.docker.buildkit.image";

    /// <summary>The digest of the settings that the container was started with.</summary>
    public const string Settings = "nuke.docker.buildkit.settings";

    /// <summary>The project of a container of compose.</summary>
    public const string ComposeProject = "com.docker.compose.project";

    /// <summary>The service of a container of compose.</summary>
    public const string ComposeService = "com.docker.compose.service";
}
