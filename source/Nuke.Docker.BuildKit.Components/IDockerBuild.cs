using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Offers the target <see cref="DockerBuild"/>. Settings come from the parameters first (<see cref="DockerBuildSettingsBase"/>),
/// then from <see cref="DockerBuildSettings"/>, then, image by image, from <see cref="DockerBuildImageSettings"/>: the last word is the user's.
/// </summary>
public interface IDockerBuild : IHazDockerImages, IHazDockerCache, IHazDockerEngine, IHazDockerRecovery, IHazDockerReports
{
    /// <summary>Which of the <see cref="IHazDockerImages.Images"/>, by their name or its last part. Empty: all.</summary>
    [Parameter("Images to build, by name. Default: all")]
    string[] Image => TryGetValue(() => Image) ?? [];

    /// <summary><c>--no-cache</c>: rebuilds everything and empties the cache mounts of what it runs. <c>DockerRebuild</c> keeps them.</summary>
    [Parameter("Builds without any cache; this also empties pip's and uv's cache mounts. DockerRebuild keeps them")]
    bool NoCache => TryGetValue<bool?>(() => NoCache) ?? false;

    /// <summary>Platforms instead of those that the image names. Empty: the image's.</summary>
    [Parameter("Platforms such as linux/arm64 instead of the image's own")]
    string[] Platform => TryGetValue(() => Platform) ?? [];

    /// <summary><c>--push</c>: sends the image to its registry when it is built.</summary>
    [Parameter("Pushes the images to their registry")]
    bool Push => TryGetValue<bool?>(() => Push) ?? false;

    /// <summary>How progress is shown. Default: steps as they end (<c>auto</c>). <c>tty</c> leaves the display to buildx; no step can be reported then.</summary>
    [Parameter("How progress is shown: auto, plain, quiet, none, rawjson or tty")]
    ProgressMode? Progress => TryGetValue<ProgressMode?>(() => Progress);

    /// <summary>Values for <c>ARG</c> as <c>NAME=value</c>, or <c>NAME</c> for the variable of that name.</summary>
    [Parameter("Values for ARG as NAME=value; a bare NAME takes the environment's value")]
    string[] BuildArg => TryGetValue(() => BuildArg) ?? [];

    /// <summary>Secrets as docker writes them: <c>id=pip,src=path</c> or <c>id=token,env=NAME</c>.</summary>
    [Parameter("Secrets for RUN --mount=type=secret, as id=…,src=FILE or id=…,env=NAME")]
    string[] Secret => TryGetValue(() => Secret) ?? [];

    /// <summary>What the parameters say. Not to be overridden; see <see cref="DockerBuildSettings"/>.</summary>
    sealed Configure<BuildxBuildSettings> DockerBuildSettingsBase => _ => ParameterSettings.Apply(_, this);

    /// <summary>Settings for every image, on top of the parameters.</summary>
    Configure<BuildxBuildSettings> DockerBuildSettings => _ => _;

    /// <summary>Settings for one image, on top of all others.</summary>
    Configure<BuildxBuildSettings, DockerImage> DockerBuildImageSettings => (settings, _) => settings;

    /// <summary>Builds the images, one after the other, and leaves a report of each in <see cref="IHazDockerReports.DockerReportsDirectory"/>.</summary>
    Target DockerBuild => _ => _
        .CheckParameters(this)
        .Description("Builds the Docker images and reports which steps ran and which were cached")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Produces(DockerReportsDirectory / "*" / "report.*")
        .Executes(async () =>
        {
            var reports = await new ImageBuilds(this).RunAsync();
            ReportSummary(_ => _.AddImages(reports));
        });
}
