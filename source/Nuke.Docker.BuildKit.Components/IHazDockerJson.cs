using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the parameter with which targets that only read print their result as JSON.</summary>
public interface IHazDockerJson : INukeBuild
{
    /// <summary>
    /// Prints the result as one JSON document to standard output, and everything else to standard error. The document has the members <c>schema</c>,
    /// <c>target</c>, and <c>result</c> or <c>error</c>. Default: false.
    /// </summary>
    [Parameter("Print the result of a target that only reads as one JSON document; everything else goes to standard error. Short: --json")]
    [Display(ShortName = "Json")]
    bool DockerJson => this.GetParameter<bool?>(() => DockerJson) ?? false;
}
