using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace SmallBuilds;

/// <summary>Targets of components, and one that waits like them.</summary>
internal sealed class DockerBuild : NukeBuild,
    IDockerRebuild,
    IDockerBake,
    IDockerCacheInfo,
    IDockerCacheClean,
    IDockerCacheMounts,
    IDockerContext,
    IDockerDoctor,
    IDockerLint,
    IDockerFix,
    IDockerEngineStart,
    IWait
{
    IEnumerable<DockerImage> IHazDockerImages.Images => [new("acme/bot") { Context = RootDirectory }];

    private Target Later => _ => _.After<IWait>(x => x.Wait).Executes(() => Log.Information("later ran"));

    private Target Assured => _ => _.After<IWait>(x => x.Wait).AssuredAfterFailure().Executes(() => Log.Information("assured ran"));

    /// <summary>Logs a failure as NUKE does.</summary>
    private Target LogsAsNuke => _ => _.Executes(() =>
        Log.Error(new InvalidSettingException("--platform", "'x' is no platform"), "Target {TargetName} has thrown an exception", nameof(LogsAsNuke)));

    public static int Run() => Execute<DockerBuild>(x => ((IDockerCacheInfo)x).DockerCacheInfo);
}

/// <summary>A component whose target ends only when it is cancelled, after a short delay.</summary>
internal interface IWait : INukeBuild
{
    // An async lambda without a result: NUKE doesn't wait for a Task<T>.
    Target Wait => _ => _.CheckParameters(this).Executes(async () => { await TargetAction.RunAsync(this, WaitAsync); });

    private static async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        Log.Information("waiting");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Log.Information("stopping");
        await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        Log.Information("stopped");
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }
}
