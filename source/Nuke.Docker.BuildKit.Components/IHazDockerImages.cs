using Nuke.Docker.BuildKit.Builds;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the images that a build script is about.</summary>
public interface IHazDockerImages : INukeBuild
{
    /// <summary>The images, in the order in which they are built: an image that another one starts from comes first.</summary>
    IEnumerable<DockerImage> Images { get; }
}
