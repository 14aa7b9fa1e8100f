namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the word by which targets that change files of the repository do so, after they have shown it.</summary>
public interface IHazDockerApply : INukeBuild
{
    /// <summary>Whether files are written. Default: no, what would change is only shown.</summary>
    [Parameter("Writes what DockerInit and DockerFix show. Default: only show it")]
    bool Apply => TryGetValue<bool?>(() => Apply) ?? false;
}
