using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;

namespace SmallBuilds;

/// <summary>A build class with the targets that print JSON and need no engine, and one that prints text of its own.</summary>
internal sealed class JsonBuild : NukeBuild,
    IDockerCacheInfo, IDockerContext, IDockerExplain, IDockerHistory, IDockerLint, IDockerStatus, IDockerDoctor, IDockerBuild
{
    IEnumerable<DockerImage> IHazDockerImages.Images => [new("acme/bot") { Context = RootDirectory }];

    protected override void OnBuildInitialized() => Console.WriteLine("text of the build class");

    public static int Run() => Execute<JsonBuild>(x => ((IDockerLint)x).DockerLint);
}
