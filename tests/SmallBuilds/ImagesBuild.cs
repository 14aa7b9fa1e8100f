using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

namespace SmallBuilds;

/// <summary>
/// Builds the images of the variable <c>IMAGES</c>: <c>name</c>, <c>name=context</c> or <c>name=context=Dockerfile</c>, separated by semicolons.
/// </summary>
internal sealed class ImagesBuild : NukeBuild,
    IDockerBuild, IDockerRebuild, IDockerBake, IDockerComposeBuild, IDockerLint, IDockerFix, IDockerDoctor, IDockerContext, IDockerExplain,
    IDockerCacheInfo, IDockerCacheClean, IDockerCacheMounts, IDockerHistory, IDockerPredict
{
    IEnumerable<DockerImage> IHazDockerImages.Images =>
        from image in EnvironmentInfo.GetVariable("IMAGES")!.Split(';')
        let parts = image.Split('=', 3)
        select new DockerImage(parts[0]) { Context = parts.ElementAtOrDefault(1), Dockerfile = parts.ElementAtOrDefault(2) };

    public static int Run() => Execute<ImagesBuild>(x => ((IDockerBuild)x).DockerBuild);
}
