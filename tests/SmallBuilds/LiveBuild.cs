using Nuke.Common;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;

namespace SmallBuilds;

/// <summary>Builds with the program in the variable <c>LIVE_DOCKER</c> instead of docker, and shows its progress as the components do.</summary>
internal sealed class LiveBuild : NukeBuild
{
    private Target Live => _ => _.Executes(async () =>
    {
        await TargetAction.RunAsync(this, token => BuildxTasks.BuildxBuildAsync(
            new BuildxBuildSettings { Context = RootDirectory, Tag = ["live:1"], ToolPath = Environment.GetEnvironmentVariable("LIVE_DOCKER") },
            new BuildxBuildOptions { Print = BuildLog.Print, Console = BuildLog.Console },
            token));
    });

    public static int Run() => Execute<LiveBuild>(x => x.Live);
}
