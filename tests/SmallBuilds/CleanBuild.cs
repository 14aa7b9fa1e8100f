using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

namespace SmallBuilds;

/// <summary>A build class that cleans what its builds left.</summary>
internal sealed class CleanBuild : NukeBuild, IDockerClean
{
    IEnumerable<DockerImage> IHazDockerImages.Images => [new("acme/bot") { Context = RootDirectory }];

    public static int Run() => Execute<CleanBuild>(x => ((IDockerClean)x).DockerClean);
}
