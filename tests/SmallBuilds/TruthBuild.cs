using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

namespace SmallBuilds;

/// <summary>An image with the default context: the folder in which the build is started.</summary>
internal sealed class TruthBuild : NukeBuild,
    IDockerBuild, IDockerBake, IDockerComposeBuild, IDockerLint, IDockerFix, IDockerDoctor, IDockerContext, IDockerCacheInfo, IDockerExplain
{
    IEnumerable<DockerImage> IHazDockerImages.Images =>
    [
        new(EnvironmentInfo.GetVariable("TRUTH_IMAGE") ?? "truth")
        {
            Context = EnvironmentInfo.GetVariable("TRUTH_CONTEXT"),
            Dockerfile = EnvironmentInfo.GetVariable("TRUTH_DOCKERFILE"),
        },
    ];

    public static int Run() => Execute<TruthBuild>(x => ((IDockerBuild)x).DockerBuild);
}
