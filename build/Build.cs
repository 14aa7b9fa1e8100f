using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

/// <summary>The build of this repository, and the first user of the add-in.</summary>
sealed partial class Build : NukeBuild,
    IDockerBuild, IDockerRebuild, IDockerBake, IDockerCacheInfo, IDockerCacheClean, IDockerEngineStart, IDockerEngineStop, IDockerContext,
    IDockerDoctor, IDockerExplain, IDockerPredict, IDockerInit, IDockerCacheMounts, IDockerLint, IDockerFix, IDockerHistory,
    IDockerUp, IDockerSize, IDockerDiskUsage, IDockerPrune, IDockerStatus, IDockerClean, IDockerCiFiles
{
    public static int Main() => Execute<Build>(x => ((IDockerBuild)x).DockerBuild);

    IEnumerable<DockerImage> IHazDockerImages.Images =>
    [
        new("fastapi-service") { Context = RootDirectory / "templates" / "fastapi-service" },
    ];
}
