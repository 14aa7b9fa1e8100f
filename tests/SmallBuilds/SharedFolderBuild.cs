using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

namespace SmallBuilds;

/// <summary>Three images of one folder: two targets of one Dockerfile, and another Dockerfile.</summary>
internal sealed class SharedFolderBuild : NukeBuild, IDockerFix
{
    IEnumerable<DockerImage> IHazDockerImages.Images =>
    [
        new("acme/web") { Context = RootDirectory, Target = "web" },
        new("acme/worker") { Context = RootDirectory, Target = "worker" },
        new("acme/job") { Context = RootDirectory, Dockerfile = RootDirectory / "job.Dockerfile" },
    ];

    public static int Run() => Execute<SharedFolderBuild>(x => ((IDockerFix)x).DockerFix);
}
