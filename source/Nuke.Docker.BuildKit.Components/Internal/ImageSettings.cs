using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The settings for one image: what it is, then the parameters, then what the build class adds.</summary>
internal static class ImageSettings
{
    public static BuildxBuildSettings Create(DockerImage image, IDockerBuild build, EngineConnection connection, CacheDecision cache, string? rebuildMark)
    {
        var settings = image.ToBuildSettings(build.RootDirectory)
            .SetProgress(build.Progress)
            .AddCacheFrom(cache.From)
            .AddCacheTo(cache.To)
            .When(connection.NeedsHostNetwork, _ => _.SetNetwork("host"))
            .WhenNotNull(rebuildMark, (_, mark) => _.AddAddHost(mark))
            .UseEngine(connection);
        return settings
            .Apply(build.DockerBuildSettingsBase)
            .Apply(build.DockerBuildSettings)
            .Apply(build.DockerBuildImageSettings, image);
    }
}
