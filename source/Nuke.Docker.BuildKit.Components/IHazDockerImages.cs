using Nuke.Docker.BuildKit.Builds;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the images of a build class.</summary>
public interface IHazDockerImages : INukeBuild
{
    /// <summary>Images in build order: an image that another one starts from comes first.</summary>
    IEnumerable<DockerImage> Images { get; }
}
