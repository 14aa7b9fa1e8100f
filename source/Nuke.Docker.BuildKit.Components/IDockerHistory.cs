using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports.History;
using Serilog;

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
            var images = TargetAction.Run(this, () => ImageSelection.Select(Images, given).ToList());
            // Services of a compose project have histories, too.
            var isPart = given.Length > 0 || this is INamesCommands { ImagesOfFolder.Count: > 0 };
            var all = isPart ? [] : HistoryTable.FilesIn(DockerCacheDirectory);
            var histories = new List<HistoryDocument>();
            foreach (var file in images.Select(image => HistoryTable.FileOf(DockerCacheDirectory, image.ShortName)).Union(all))
            {
                var history = BuildHistory.Read(file);
                var name = history.Image ?? images.Find(image => HistoryTable.FileOf(DockerCacheDirectory, image.ShortName) == file)?.Name
                    ?? Path.GetFileNameWithoutExtension(file);
                var recorded = this is IHazDockerReports { DockerLedgerDirectory: var ledgers } ? BuildExplanations.Recorded(ledgers, name) : [];
                var lines = HistoryTable.Of(history.Builds, recorded);
                histories.Add(new HistoryDocument(name, history.Builds));
                Log.Information("{Image:l}{Builds:l}", name, lines.Count == 0 ? ": no build yet" : "");
                foreach (var line in lines)
                    Log.Information("{Line:l}", line);
            }
            JsonOutput.Write(this, nameof(DockerHistory), new HistoriesDocument(histories), JsonDocuments.Default.HistoriesDocument);
            ReportSummary(_ => _.AddPair("Images", histories.Count));
        });
}
