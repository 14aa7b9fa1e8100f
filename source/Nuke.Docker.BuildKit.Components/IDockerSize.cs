using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerSize"/>.</summary>
public interface IDockerSize : IDockerBuild, IHazDockerJson
{
    /// <summary>Image to compare the sizes with; <c>null</c>: none. It must be in the engine.</summary>
    [Parameter("DockerSize: image in the engine to compare the sizes with. Short: --reference. Default: none")]
    [Display(ShortName = "Reference")]
    string? DockerSizeReference => this.GetParameter(() => DockerSizeReference);

    /// <summary>
    /// Prints the composition of the images: base image, system, Python packages and application, the layers, the largest folders, files that a later layer
    /// overwrites or deletes, and copies of the same content. It reads the images of the engine, builds nothing, and fails with exit code 4 if an image
    /// exceeds <see cref="IHazDockerBudgets.DockerMaximumImageSize"/>.
    /// </summary>
    Target DockerSize => _ => _
        .CheckParameters(this, reads: [nameof(DockerImage), nameof(DockerSizeReference), nameof(DockerMaximumImageSize), nameof(DockerJson)])
        .Description("Print the composition of the images by part, layer and folder, and the space that they waste")
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var sizes = await ImageSizing.RunAsync(this);
            ReportSummary(_ =>
            {
                foreach (var (image, size) in sizes)
                    _.AddPair(image, size);
                return _;
            });
        });
}
