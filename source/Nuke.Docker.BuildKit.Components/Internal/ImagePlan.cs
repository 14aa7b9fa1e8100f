using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>An image with all decisions about its build. Creating a plan writes no files.</summary>
internal sealed record ImagePlan(DockerImage Image, CacheDecision Cache, BuildxBuildSettings Settings)
{
    /// <summary>The mark that the build renews, and when. <c>null</c>: it renews none.</summary>
    public (RebuildMark Mark, DateTimeOffset Time)? Renewal { get; init; }

    /// <param name="image">The image.</param>
    /// <param name="build">The build class.</param>
    /// <param name="connection">The engine.</param>
    /// <param name="canExport">True if the builder can export a cache.</param>
    /// <param name="renewsMark">True if the build runs every <c>RUN</c> again.</param>
    public static ImagePlan Create(DockerImage image, IDockerBuild build, EngineConnection connection, bool canExport, bool renewsMark)
    {
        var cache = build.GetDockerCache(image, canExport);
        // Kept beside the cache, whose layers only a build with the same mark can use.
        var mark = new RebuildMark(build.DockerCacheDirectory / $"{image.ShortName}.rebuild");
        var now = TimeProvider.System.GetUtcNow();
        var settings = ImageSettings.Create(image, build, connection, cache, renewsMark ? RebuildMark.HostOf(now) : mark.Read());
        return new ImagePlan(image, cache, WithSuffix(build.DockerTagSuffix, settings)) { Renewal = renewsMark ? (mark, now) : null };
    }

    private static BuildxBuildSettings WithSuffix(string? suffix, BuildxBuildSettings settings) => suffix is { Length: > 0 } && settings.Tag is { } tags
        ? settings with { Tag = [.. tags.Select(tag => WithSuffix(suffix, tag))] }
        : settings;

    private static ImageReference WithSuffix(string suffix, ImageReference tag) =>
        ImageReference.TryParse($"{tag.FamiliarName}:{tag.Tag ?? "latest"}{suffix}", out var result)
            ? result
            : throw new InvalidSettingException("--docker-tag-suffix", $"'{suffix}' can't be part of a tag: use letters, digits, '-', '_' and '.'");
}
