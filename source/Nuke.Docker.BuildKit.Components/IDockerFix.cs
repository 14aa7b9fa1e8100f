using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerFix"/>.</summary>
public interface IDockerFix : IHazDockerImages, IHazDockerApply
{
    /// <summary>Shows how the images' Dockerfiles can safely be mended, as a diff; writes it with <see cref="IHazDockerApply.Apply"/>.</summary>
    Target DockerFix => _ => _
        .Description("Shows as a diff how the Dockerfiles can safely be mended; --apply writes it")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(() =>
        {
            var reports = new ImageFixes(this).Run(Apply);
            ReportSummary(_ => _
                .AddPair(Apply ? "Fixed" : "To fix", reports.Sum(report => report.Fixes.Count))
                .AddPair("Files", reports.Count(report => report.Changed)));
        });
}
