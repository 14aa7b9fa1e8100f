using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerContext"/>. It needs no engine.</summary>
public interface IDockerContext : IHazDockerImages, IHazDockerReports, IHazDockerJson
{
    /// <summary>
    /// Prints what the builds of the images would send to the engine and what <c>.dockerignore</c> excludes, and warns about secrets and unneeded files with
    /// the line to add. Writes the same to <c>context.json</c> in <see cref="IHazDockerReports.DockerReportsDirectory"/>.
    /// </summary>
    Target DockerContext => _ => _
        .CheckParameters(this, reads: [nameof(IDockerBuild.DockerImage), nameof(DockerJson)])
        .Description("Print what a build would send to the engine, what .dockerignore excludes, and secrets and unneeded files")
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
