using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Plans the images of a target: those that <c>--image</c> names, each with its cache and its settings.</summary>
internal static class ImagePlans
{
    /// <summary>Creates the plans, that of an image after those of the images that it reads. Writes no files.</summary>
    /// <param name="build">The build class.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="rebuild">The steps that run again although they are cached. <c>null</c>: none.</param>
    /// <param name="names">The images. <c>null</c>: those that the parameters select.</param>
    public static IReadOnlyList<ImagePlan> Create(IDockerBuild build, BuildEngine engine, RebuildScope? rebuild, IReadOnlyCollection<string>? names = null)
    {
        var canExport = engine.CanExport;
        List<ImagePlan> plans =
        [
            .. ImageSelection.Select(build.Images, names ?? build.DockerImage)
                .Select(image => ImagePlan.Create(image, build, engine.Connection, canExport, rebuild?.RenewsMark == true)),
        ];
        return [.. BuildOrder.Of(plans.Builds()).Select(index => plans[index])];
    }

    /// <summary>The builds of plans.</summary>
    public static IReadOnlyList<BuildxBuildSettings> Builds(this IReadOnlyList<ImagePlan> plans) => [.. plans.Select(plan => plan.Settings)];
}
