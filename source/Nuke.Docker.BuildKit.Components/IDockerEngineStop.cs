using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerEngineStop"/>.</summary>
public interface IDockerEngineStop : IHazDockerEngine
{
    /// <summary>Ends the private engine; its images and caches stay. A daemon that isn't ours is left alone.</summary>
    Target DockerEngineStop => _ => _
        .CheckParameters(this)
        .Description("Ends the private docker engine; its images and caches stay")
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .TryAfter<IDockerRebuild>(x => x.DockerRebuild)
        .Executes(async () =>
        {
            var stopped = await TargetAction.RunAsync(this, EngineSession.Of(this).StopAsync);
            Log.Information(stopped ? "The private engine has ended." : "No private engine was running.");
            ReportSummary(_ => _.AddPair("Engine", stopped ? "stopped" : "none"));
        });
}
