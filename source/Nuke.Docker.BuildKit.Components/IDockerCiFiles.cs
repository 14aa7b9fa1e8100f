using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerCiFiles"/>. It needs no engine.</summary>
public interface IDockerCiFiles : IHazDockerImages, IHazDockerApply
{
    /// <summary>Services to write files for: <c>github</c>, <c>gitlab</c>. Empty: the one that the repository uses.</summary>
    [Parameter("DockerCiFiles: services to write files for: github, gitlab. Default: the one that the repository uses")]
    string[] DockerCi => TryGetValue(() => DockerCi) ?? [];

    /// <summary>Replaces files that were edited or written by hand; copies are kept. Default: false.</summary>
    [Parameter("DockerCiFiles: replace files that were edited or written by hand; copies are kept")]
    bool DockerCiOverwrite => TryGetValue<bool?>(() => DockerCiOverwrite) ?? false;

    /// <summary>
    /// Prints the CI files that build the images, and writes them with <see cref="IHazDockerApply.DockerApply"/>. Pull requests build; pushes to the default
    /// branch also push images with a registry in their name, or all with <see cref="IDockerBuild.DockerPush"/>. Each platform has a machine of its own. A file
    /// that was edited is kept. A workflow of NUKE's <c>[GitHubActions]</c> gets what that attribute lacks.
    /// </summary>
    Target DockerCiFiles => _ => _
        .CheckParameters(
            this,
            reads:
            [
                nameof(DockerCi), nameof(DockerCiOverwrite), nameof(DockerApply),
                nameof(IDockerBuild.DockerImage), nameof(IDockerBuild.DockerPush), nameof(IDockerBuild.DockerPlatform),
                nameof(IHazDockerCache.DockerCacheDefaultBranch), nameof(IHazDockerCache.DockerCacheDirectory),
            ])
        .Description("Print the CI files that build the images; --apply writes them")
        .Executes(() =>
        {
            var changes = TargetAction.Run(this, new CiFiles(this).Run);
            ReportSummary(_ => _.AddPair(DockerApply ? "Written" : "To write", changes.Count));
        });
}
