using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the parameters with which targets make the changes that they otherwise only print, and prove them.</summary>
public interface IHazDockerApply : INukeBuild
{
    /// <summary>Makes the changes. Default: false, they are only printed.</summary>
    [Parameter("Make the changes that the target otherwise only prints. Short: --apply")]
    [Display(ShortName = "Apply")]
    bool DockerApply => this.GetParameter<bool?>(() => DockerApply) ?? false;

    /// <summary>
    /// Proves each change of an existing Dockerfile or ignore file: builds the images before and after on the engine, compares their files and
    /// configuration except for the intended changes, and starts both. A change that fails is withdrawn and reported. Default: false.
    /// </summary>
    [Parameter("Build and start the images before and after the changes of DockerInit and DockerFix, and withdraw changes that break them. Short: --prove")]
    [Display(ShortName = "Prove")]
    bool DockerProve => this.GetParameter<bool?>(() => DockerProve) ?? false;
}
