using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>An image with all that is decided before it is built.</summary>
internal sealed record ImagePlan(DockerImage Image, CacheDecision Cache, BuildxBuildSettings Settings)
{
    public static ImagePlan Create(DockerImage image, IDockerBuild build, EngineConnection connection, bool canExport, bool rebuild)
    {
        var cache = build.GetDockerCache(image, canExport);
        return new ImagePlan(image, cache, ImageSettings.Create(image, build, connection, cache, Mark(image, build, rebuild)));
    }

    // Kept beside the cache, whose layers only a build with the same mark finds.
    private static string? Mark(DockerImage image, IDockerBuild build, bool rebuild)
    {
        var mark = new RebuildMark(build.DockerCacheDirectory / $"{image.ShortName}.rebuild");
        if (rebuild)
            mark.Renew(TimeProvider.System.GetUtcNow());
        return mark.Read();
    }
}
