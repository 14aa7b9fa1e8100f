using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerContext"/>. It asks no engine.</summary>
public interface IDockerContext : IHazDockerImages, IHazDockerReports
{
    /// <summary>
    /// Lists what the images' builds would send to the engine and what <c>.dockerignore</c> keeps out, and warns of secrets and dead weight with
    /// the line to add. All of it stands in <c>context.json</c> in <see cref="IHazDockerReports.DockerReportsDirectory"/>.
    /// </summary>
    Target DockerContext => _ => _
        .CheckParameters(this, reads: [nameof(IDockerBuild.Image)])
        .Description("Shows what a build would send to the engine, what .dockerignore keeps out, and secrets and dead weight in it")
        .Produces(DockerReportsDirectory / "*" / "context.json")
        .Executes(async () =>
        {
            var contexts = await TargetAction.RunAsync(this, token => Task.FromResult(new ImageContexts(this).Show(token)));
            ReportSummary(_ =>
            {
                foreach (var (image, text) in contexts)
                    _.AddPair(image, text);
                return _;
            });
        });
}
