using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the parameters that skip the build of an image that is up to date.</summary>
public interface IHazDockerSkip : INukeBuild
{
    /// <summary>Builds even if nothing has changed. Default: false.</summary>
    [Parameter("Build even if nothing has changed since the last build. Short: --force")]
    [Display(ShortName = "Force")]
    bool DockerForce => this.GetParameter<bool?>(() => DockerForce) ?? false;

    /// <summary>
    /// Ends at once if nothing that an image depends on has changed, the image is in the engine, or with <see cref="IDockerBuild.DockerPush"/> in the
    /// registry, and its base images have not moved. In doubt, the image is built. Default: true.
    /// </summary>
    [Parameter("Skip the build of an image that is up to date. Default: true")]
    bool DockerSkip => this.GetParameter<bool?>(() => DockerSkip) ?? true;
}
