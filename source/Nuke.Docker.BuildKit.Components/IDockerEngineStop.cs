using Nuke.Docker.BuildKit.Components.Internal;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerEngineStop"/>.</summary>
public interface IDockerEngineStop : IHazDockerEngine
{
    /// <summary>Stops the private engine; its images and caches stay. Other engines aren't stopped.</summary>
    Target DockerEngineStop => _ => _
        .CheckParameters(this)
        .Description("Stop the private Docker engine; its images and caches stay")
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .TryAfter<IDockerRebuild>(x => x.DockerRebuild)
        .Executes(async () =>
        {
            var stopped = await TargetAction.RunAsync(this, EngineSession.Of(this).StopAsync);
            Log.Information(stopped ? "The private engine has stopped." : "No private engine was running.");
            ReportSummary(_ => _.AddPair("Engine", stopped ? "stopped" : "none"));
        });
}
