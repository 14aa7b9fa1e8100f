using Nuke.Docker.BuildKit.Components.Internal;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerEngineStart"/>.</summary>
public interface IDockerEngineStart : IHazDockerEngine
{
    /// <summary>Finds a Docker engine that responds. If there is none, starts a private one, which keeps running after the build.</summary>
    Target DockerEngineStart => _ => _
        .CheckParameters(this)
        .Description("Find a Docker engine, or start a private one if none responds, and print how to use it")
        .Executes(async () =>
        {
            var connection = await TargetAction.RunAsync(this, EngineSession.Of(this).ConnectAsync);
            Log.Information("Engine: {Engine:l}", connection.DockerHost);
            // Without the prefix of the log, so that they can be copied.
            foreach (var line in connection.ShellLines)
                BuildLog.Console.WriteLine(line);
            ReportSummary(_ => _.AddPair("Engine", connection.Embedded ? "private" : "found"));
        });
}
