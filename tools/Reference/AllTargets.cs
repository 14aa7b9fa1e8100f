using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

namespace Reference;

/// <summary>A build class with every component. Its definitions are read; no target runs.</summary>
internal sealed class AllTargets : NukeBuild,
    IDockerBake, IDockerRebuild, IDockerComposeBuild, IDockerCacheInfo, IDockerCacheClean, IDockerCacheMounts, IDockerContext, IDockerHistory,
    IDockerDoctor, IDockerExplain, IDockerPredict, IDockerInit, IDockerLint, IDockerFix, IDockerEngineStart, IDockerEngineStop, IDockerUp,
    IDockerSize, IDockerDiskUsage, IDockerPrune, IDockerCiFiles, IDockerStatus, IDockerClean
{
    public IEnumerable<DockerImage> Images => [];

    /// <summary>The root directory, which NUKE offers to subclasses only.</summary>
    public static string Root => RootDirectory;
}
