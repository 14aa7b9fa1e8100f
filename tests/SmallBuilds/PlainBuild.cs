using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;
using Serilog;

namespace SmallBuilds;

/// <summary>A build class with a parameter and targets of its own beside those of a component.</summary>
internal sealed class PlainBuild : NukeBuild, IDockerRebuild, IDockerCacheInfo
{
    [Parameter]
    private readonly int Number = 1;

    [Parameter]
    private readonly string? Images;

    [Parameter]
    private readonly string? Stage;

    IEnumerable<DockerImage> IHazDockerImages.Images => [new("acme/bot") { Context = RootDirectory }];

    private Target Own => _ => _.Executes(() =>
    {
        var platforms = From<IDockerBuild>().DockerPlatform;
        var stage = From<IDockerRebuild>().DockerStage ?? "no stage to rebuild";
        Log.Information($"own ran with {Number}, {Images ?? "no images"}, {Stage ?? "no stage"}, {platforms.Length} platforms, {stage}");
    });

    public static int Run() => Execute<PlainBuild>(x => x.Own);

    private T From<T>()
        where T : INukeBuild => (T)(object)this;
}
