using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Ledger;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerExplain"/>.</summary>
public interface IDockerExplain : IHazDockerImages, IHazDockerReports, IHazDockerJson
{
    /// <summary>The build to explain, counted from the last one; <c>null</c>: 0, the last build.</summary>
    [Parameter("DockerExplain: build to explain, counted back from the last one. Default: 0, the last build")]
    [Range(0, 10)]
    int? DockerExplainBuild => this.GetParameter<int?>(() => DockerExplainBuild);

    /// <summary>The build to compare it with, counted in the same way; <c>null</c>: the one before it.</summary>
    [Parameter("DockerExplain: build to compare with, counted back from the last one. Default: the one before the explained build")]
    [Range(0, 10)]
    int? DockerExplainBaseline => this.GetParameter<int?>(() => DockerExplainBaseline);

    /// <summary>
    /// Explains the last build of each image from its ledger in <see cref="IHazDockerReports.DockerLedgerDirectory"/>: the first step of each chain that ran,
    /// its cause, what followed from it, what it cost, and the change that would avoid it. Needs no engine.
    /// </summary>
    Target DockerExplain => _ => _
        .CheckParameters(this, reads: [nameof(DockerExplainBuild), nameof(DockerExplainBaseline), nameof(IDockerBuild.DockerImage), nameof(DockerJson)])
        .Description("Explain why the steps of the last build ran, and what that cost")
        .TryAfter<IDockerBuild>(x => x.DockerBuild)
        .TryAfter<IDockerBake>(x => x.DockerBake)
        .TryAfter<IDockerComposeBuild>(x => x.DockerComposeBuild)
        .Executes(() =>
        {
            var images = this is IDockerBuild { DockerImage: { Length: > 0 } given } ? given : (this as INamesCommands)?.ImagesOfFolder ?? [];
            var builds = TargetAction.Run(
                this, () => BuildExplanations.Explain(DockerLedgerDirectory, images, DockerExplainBuild ?? 0, DockerExplainBaseline));
            foreach (var line in builds.SelectMany(build => build.Lines))
                Log.Information("{Line:l}", line);
            JsonOutput.Write(this, nameof(DockerExplain), ExplanationsDocument.Of(builds), JsonDocuments.Default.ExplanationsDocument);
            if (builds.Count == 0)
            {
                if (images.Count > 0)
                    TargetAction.Run(this, () => ImageSelection.Select(Images, images));
                var command = this.CommandOf(nameof(IDockerBuild.DockerBuild));
                Log.Warning("No build is recorded in {Directory:l}. Run {Command:l} first.", DockerLedgerDirectory, command);
            }
        });
}
