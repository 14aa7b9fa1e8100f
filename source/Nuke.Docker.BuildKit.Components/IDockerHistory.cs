using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Documents;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerHistory"/>. It needs no engine.</summary>
public interface IDockerHistory : IHazDockerImages, IHazDockerCache, IHazDockerJson
{
    /// <summary>
    /// Prints the last builds of the images on this machine with their times, cached steps, sizes and causes. The number of a build is the value of
    /// <see cref="IDockerExplain.DockerExplainBuild"/> that explains it.
    /// </summary>
    Target DockerHistory => _ => _
        .CheckParameters(this, reads: [nameof(IDockerBuild.DockerImage), nameof(DockerCacheDirectory), nameof(DockerJson)])
        .Description("Print the last builds of the images with their times, cached steps, sizes and causes")
        .Executes(() =>
        {
            var given = (this as IDockerBuild)?.DockerImage ?? [];
            var histories = TargetAction.Run(this, () => new ImageHistories(this).Print(given));
            JsonOutput.Write(this, nameof(DockerHistory), new HistoriesDocument(histories), JsonDocuments.Default.HistoriesDocument);
            ReportSummary(_ => _.AddPair("Images", histories.Count));
        });
}
