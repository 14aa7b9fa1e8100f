using System.Collections.Generic;
using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

class Build : NukeBuild,
    IDockerBuild, IDockerRebuild, IDockerBake, IDockerComposeBuild, IDockerLint, IDockerFix, IDockerContext, IDockerDoctor, IDockerCacheMounts,
    IDockerEngineStart, IDockerEngineStop
{
    public static int Main() => Execute<Build>(x => ((IDockerBuild)x).DockerBuild);

    // In the order in which they are built: an image that another one starts from comes first.
    IEnumerable<DockerImage> IHazDockerImages.Images =>
    [
        new("python-service") { Context = RootDirectory },
    ];
}
