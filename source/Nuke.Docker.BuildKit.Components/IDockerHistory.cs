using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports.History;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerHistory"/>. It needs no engine.</summary>
public interface IDockerHistory : IHazDockerImages, IHazDockerCache, IHazDockerJson
{
    /// <summary>Prints the last builds of the images on this machine with their times, cached steps, sizes and causes. The number of a build is the value of
    /// <see cref="IDockerExplain.DockerExplainBuild"/> that explains it.</summary>
    Target DockerHistory => _ => _
        .CheckParameters(this, reads: [nameof(IDockerBuild.DockerImage), nameof(DockerCacheDirectory), nameof(DockerJson)])
        .Description("Print the last builds of the images with their times, cached steps, sizes and causes")
        .Executes(() =>
        {
            var images = TargetAction.Run(this, () => ImageSelection.Select(Images, (this as IDockerBuild)?.DockerImage ?? []).ToList());
            var histories = new List<HistoryDocument>();
            foreach (var image in images)
            {
                var history = BuildHistory.Read(HistoryTable.FileOf(DockerCacheDirectory, image.ShortName));
                var name = history.Image ?? image.Name;
                var recorded = this is IHazDockerReports { DockerLedgerDirectory: var ledgers } ? BuildExplanations.Recorded(ledgers, name) : [];
                var lines = HistoryTable.Of(history.Builds, recorded);
                histories.Add(new HistoryDocument(name, history.Builds));
                Log.Information("{Image:l}{Builds:l}", name, lines.Count == 0 ? ": no build yet" : "");
                foreach (var line in lines)
                    Log.Information("{Line:l}", line);
            }
            JsonOutput.Write(this, nameof(DockerHistory), new HistoriesDocument(histories), JsonDocuments.Default.HistoriesDocument);
            ReportSummary(_ => _.AddPair("Images", images.Count));
        });
}
