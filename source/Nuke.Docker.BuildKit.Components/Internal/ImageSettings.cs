using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Serilog;
using Serilog.Events;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Creates the settings for one image: its own, then the parameters, then those of the build class.</summary>
internal static class ImageSettings
{
    public static BuildxBuildSettings Create(DockerImage image, IDockerBuild build, EngineConnection connection, CacheDecision cache, string? rebuildMark)
    {
        var settings = image.ToBuildSettings(build.RootDirectory)
            .SetProgress(ModeOf(build.DockerProgress))
            .AddCacheFrom(cache.From)
            .AddCacheTo(cache.To)
            .When(connection.NeedsHostNetwork, _ => _.SetNetwork("host"))
            .WhenNotNull(rebuildMark, (_, mark) => _.AddAddHost(mark))
            .UseEngine(connection);
        return GitCredentials.Move(WithVersion(Apply(settings, image, build), image.Name));
    }

    /// <summary>Returns the values for <c>ARG</c> that an image is built with: its own, those of the parameters, and those that the build class adds.</summary>
    public static ImmutableSortedDictionary<string, string?>? BuildArguments(DockerImage image, IDockerBuild build) =>
        Apply(image.ToBuildSettings(build.RootDirectory), image, build).BuildArg;

    /// <summary>Adds the versions that the build would take from Git, and logs them.</summary>
    public static BuildxBuildSettings WithVersion(BuildxBuildSettings settings, string name) => new GitVersions(TimeProvider.System)
        .Apply(settings, (text, isWarning) => Log.Write(isWarning ? LogEventLevel.Warning : LogEventLevel.Information, "{Image:l}: {Text:l}", name, text));

    private static ProgressMode? ModeOf(ProgressStyle? style) => style switch
    {
        ProgressStyle.Auto => ProgressMode.Auto,
        ProgressStyle.Plain => ProgressMode.Plain,
        ProgressStyle.Quiet => ProgressMode.Quiet,
        ProgressStyle.RawJson => ProgressMode.RawJson,
        ProgressStyle.Tty => ProgressMode.Tty,
        _ => null,
    };

    public static BuildxBuildSettings Apply(BuildxBuildSettings settings, DockerImage image, IDockerBuild build) => settings
        .Apply(build.DockerBuildSettingsBase)
        .Apply(build.DockerBuildSettings)
        .Apply(build.DockerBuildImageSettings, image);
}
