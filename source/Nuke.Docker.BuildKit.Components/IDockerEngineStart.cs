using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerEngineStart"/>.</summary>
public interface IDockerEngineStart : IHazDockerEngine
{
    /// <summary>Finds a docker daemon that answers; where there is none, starts a private one. It runs on after the build.</summary>
    Target DockerEngineStart => _ => _
        .CheckParameters(this)
        .Description("Finds a docker engine, or starts a private one where none answers, and says how to use it")
        .Executes(async () =>
        {
            var connection = await TargetAction.RunAsync(this, EngineSession.Of(this).ConnectAsync);
            Log.Information("Engine: {Engine:l}", connection.DockerHost);
            foreach (var line in connection.ShellLines)
                Log.Information("  {Line:l}", line);
            ReportSummary(_ => _.AddPair("Engine", connection.Embedded ? "private" : "found"));
        });
}
