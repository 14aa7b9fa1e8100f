using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the parameters of targets that change containers, images or other things of the engine.</summary>
public interface IHazDockerDryRun : INukeBuild
{
    /// <summary>Prints the actions without executing them. Default: false.</summary>
    [Parameter("Print the actions without executing them. Short: --dry-run")]
    [Display(ShortName = "DryRun")]
    bool DockerDryRun => this.GetParameter<bool?>(() => DockerDryRun) ?? false;

    /// <summary>Also deletes what cannot be restored, such as the volumes of a project. Default: false.</summary>
    [Parameter("Also delete what cannot be restored, such as volumes. Short: --yes")]
    [Display(ShortName = "Yes")]
    bool DockerYes => this.GetParameter<bool?>(() => DockerYes) ?? false;
}
