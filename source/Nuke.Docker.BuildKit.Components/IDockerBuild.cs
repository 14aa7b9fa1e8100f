using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the target <see cref="DockerBuild"/>. Settings are applied in this order, and later ones win: the image, the parameters
/// (<see cref="DockerBuildSettingsBase"/>), <see cref="DockerBuildSettings"/>, <see cref="DockerBuildImageSettings"/>.
/// </summary>
public interface IDockerBuild : IHazDockerImages, IHazDockerCache, IHazDockerEngine, IHazDockerRecovery, IHazDockerReports, IHazDockerBudgets, IHazDockerSkip
{
    /// <summary>Images to build, by name or last path segment; empty: all.</summary>
    [Parameter("Images to build, by name or last path segment. Short: --image. Default: all")]
    [Display(ShortName = "Image")]
    string[] DockerImage => this.GetParameter(() => DockerImage) ?? [];

    /// <summary>Builds without cache, which also empties the cache mounts of each step. <c>DockerRebuild</c> keeps them. Default: false.</summary>
    [Parameter("Build without cache; this also empties pip's and uv's cache mounts. DockerRebuild keeps them. Short: --no-cache")]
    [Display(ShortName = "NoCache")]
    bool DockerNoCache => this.GetParameter<bool?>(() => DockerNoCache) ?? false;

    /// <summary>Target platforms; empty: those of the image, otherwise that of the engine.</summary>
    [Parameter("Target platforms, such as linux/arm64. Short: --platform. Default: those of the image")]
    [Display(ShortName = "Platform")]
    string[] DockerPlatform => this.GetParameter(() => DockerPlatform) ?? [];

    /// <summary>Pushes the images to their registry after the build. Default: false.</summary>
    [Parameter("Push the images to their registry after the build. Short: --push")]
    [Display(ShortName = "Push")]
    bool DockerPush => this.GetParameter<bool?>(() => DockerPush) ?? false;

    /// <summary>
    /// Text that is added to each tag, such as <c>-linux-arm64</c>; <c>null</c>: none. Machines that each build one platform push under tags of their own,
    /// which <c>docker buildx imagetools create</c> joins.
    /// </summary>
    [Parameter("Text to add to each tag, such as -linux-arm64: machines that each build one platform push tags of their own. Default: none")]
    string? DockerTagSuffix => TryGetValue(() => DockerTagSuffix);

    /// <summary>
    /// Progress display; <c>null</c>: <c>auto</c>, which shows the running steps on a terminal (<c>tty</c>), groups the output of each step on CI servers, and
    /// prints each step when it ends elsewhere.
    /// </summary>
    [Parameter("Progress display: live on a terminal, otherwise a line or a group for each step. Short: --progress. Default: auto")]
    [Display(ShortName = "Progress")]
    ProgressStyle? DockerProgress => this.GetParameter<ProgressStyle?>(() => DockerProgress);

    /// <summary>Values for <c>ARG</c> as <c>NAME=value</c>, or <c>NAME</c> for the value of the environment variable.</summary>
    [Parameter("Values for ARG as NAME=value; NAME alone passes the environment variable. Short: --build-arg")]
    [Display(ShortName = "BuildArg")]
    string[] DockerBuildArg => this.GetParameter(() => DockerBuildArg) ?? [];

    /// <summary>
    /// Named contexts as <c>NAME=folder</c>, <c>NAME=URL</c> or <c>NAME=docker-image://IMAGE</c>. One with the name of a base image or of a stage replaces it,
    /// without a change of the Dockerfile. Folders are relative to the repository's root.
    /// </summary>
    [Parameter("Named contexts as NAME=folder, NAME=URL or NAME=docker-image://IMAGE, which replace a base image or a stage. Short: --build-context")]
    [Display(ShortName = "BuildContext")]
    string[] DockerBuildContext => this.GetParameter(() => DockerBuildContext) ?? [];

    /// <summary>Secrets in the format of docker: <c>id=pip,src=path</c> or <c>id=token,env=NAME</c>.</summary>
    [Parameter("Secrets for RUN --mount=type=secret, as id=…,src=FILE or id=…,env=NAME. Short: --secret")]
    [Display(ShortName = "Secret")]
    string[] DockerSecret => this.GetParameter(() => DockerSecret) ?? [];

    /// <summary>
    /// Takes the times of the image and its files from the last commit, or from <c>SOURCE_DATE_EPOCH</c>, and creates no provenance, so that the same input
    /// gives the same digest on each machine. Default: false.
    /// </summary>
    [Parameter("Take all times from the last commit or SOURCE_DATE_EPOCH, so that the same input gives the same digest. Short: --reproducible")]
    [Display(ShortName = "Reproducible")]
    bool DockerReproducible => this.GetParameter<bool?>(() => DockerReproducible) ?? false;

    /// <summary>Settings from the parameters. Override <see cref="DockerBuildSettings"/> instead.</summary>
    sealed Configure<BuildxBuildSettings> DockerBuildSettingsBase => _ => ParameterSettings.Apply(_, this);

    /// <summary>Settings for all images, applied after the parameters.</summary>
    Configure<BuildxBuildSettings> DockerBuildSettings => _ => _;

    /// <summary>Settings for one image, applied last.</summary>
    Configure<BuildxBuildSettings, DockerImage> DockerBuildImageSettings => (settings, _) => settings;

    /// <summary>Builds the images one after the other, and writes a report of each to <see cref="IHazDockerReports.DockerReportsDirectory"/>.</summary>
    Target DockerBuild => _ => _
        .CheckParameters(this, also: MountRestore.Parameters)
        .Description("Build the images, and report which steps ran and which were cached")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            TargetAction.Run(this, () => Budgets.Check(this));
            var reports = await new ImageBuilds(this).RunAsync();
            TargetAction.Run(this, () => Budgets.Require(this, reports));
            ReportSummary(_ => _.AddImages(reports));
        });
}
