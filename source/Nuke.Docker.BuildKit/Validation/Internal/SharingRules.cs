using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Validation.Internal;

/// <summary>What builds that belong together do to each other.</summary>
internal static class SharingRules
{
    public static IEnumerable<Finding> Check(IReadOnlyList<BuildxBuildSettings> builds) => [.. Caches(builds), .. Tags(builds)];

    private static IEnumerable<Finding> Caches(IReadOnlyList<BuildxBuildSettings> builds)
    {
        var exports = builds.SelectMany(build => (build.CacheTo ?? []).Select(entry => (Build: build, Entry: entry, Place: CachePlaceRules.Key(entry, Path.GetFullPath(build.WorkingDirectory ?? ".")))));
        foreach (var shared in exports.Where(export => export.Place is not null).GroupBy(export => export.Place))
        {
            string[] names = [.. shared.Select(export => Name(export.Build)).Distinct(StringComparer.Ordinal)];
            if (names.Length > 1)
                yield return Finding.Error($"--cache-to type={shared.First().Entry.Type}", $"{string.Join(" and ", names)} write one place ({shared.First().Entry.Location}), and the later one replaces the cache of the earlier", "Give each image a folder, a tag or a scope of its own");
        }
    }

    private static IEnumerable<Finding> Tags(IReadOnlyList<BuildxBuildSettings> builds)
    {
        var tags = builds.SelectMany((build, index) => (build.Tag ?? []).Select(tag => (Index: index, Tag: tag.WithDefaultTag().Familiar)));
        foreach (var shared in tags.GroupBy(tag => tag.Tag, StringComparer.Ordinal).Where(group => group.Select(tag => tag.Index).Distinct().Count() > 1))
            yield return Finding.Warning("--tag", $"'{shared.Key}' is given to {shared.Select(tag => tag.Index).Distinct().Count()} builds, and the last one keeps it", "Give each build a name of its own");
    }

    private static string Name(BuildxBuildSettings build) =>
        $"{build.Tag?.FirstOrDefault()?.Familiar ?? build.Context ?? "a build"}{(build.Target is { } target ? $" ({target})" : "")}{(build.Platform is { Count: > 0 } platforms ? $" [{string.Join(',', platforms)}]" : "")}";
}
