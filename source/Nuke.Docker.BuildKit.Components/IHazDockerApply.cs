using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the parameter with which targets write the changes that they otherwise only print.</summary>
public interface IHazDockerApply : INukeBuild
{
    /// <summary>Writes the files. Default: false, the changes are only printed.</summary>
    [Parameter("Write the changes that DockerInit and DockerFix print. Short: --apply")]
    [Display(ShortName = "Apply")]
    bool DockerApply => this.GetParameter<bool?>(() => DockerApply) ?? false;
}
