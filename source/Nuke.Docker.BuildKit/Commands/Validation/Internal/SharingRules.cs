namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports conflicts between builds that run together.</summary>
internal static class SharingRules
{
    public static IEnumerable<Finding> Check(IReadOnlyList<BuildxBuildSettings> builds) => [.. Caches(builds), .. Tags(builds)];

    private static IEnumerable<Finding> Caches(IReadOnlyList<BuildxBuildSettings> builds)
    {
        var exports = builds.SelectMany((build, index) => (build.CacheTo ?? []).SelectMany(entry =>
            CachePlaceRules.Keys(entry, Path.GetFullPath(build.WorkingDirectory ?? "."))
            .Select(place => (Index: index, Build: build, Entry: entry, Place: place))));
        foreach (var shared in exports.GroupBy(export => export.Place))
        {
            // Identified by position in the list, because two builds may have the same name.
            string[] names = [.. shared.DistinctBy(export => export.Index).Select(export => Name(export.Build))];
            if (names.Length > 1)
                yield return Finding.Error(
                    $"--cache-to type={shared.First().Entry.Type}",
                    $"{string.Join(" and ", names)} write to the same location ({shared.Key[(shared.Key.IndexOf(' ') + 1)..]}), and the later one overwrites " +
                        "the cache of the earlier",
                    "Use a separate folder, tag or scope for each image");
        }
    }

    private static IEnumerable<Finding> Tags(IReadOnlyList<BuildxBuildSettings> builds)
    {
        var tags = builds.SelectMany((build, index) => (build.Tag ?? []).Select(tag => (Index: index, Tag: tag.WithDefaultTag().Familiar)));
        foreach (var shared in tags.GroupBy(tag => tag.Tag, StringComparer.Ordinal).Where(group => group.Select(tag => tag.Index).Distinct().Count() > 1))
            yield return Finding.Warning(
                "--tag",
                $"{shared.Select(tag => tag.Index).Distinct().Count()} builds have the name '{shared.Key}', and the last one keeps it",
                "Use a separate name for each build");
    }

    private static string Name(BuildxBuildSettings build) =>
        $"{build.Tag?.FirstOrDefault()?.Familiar ?? build.Context ?? "a build"}{(build.Target is { } target ? $" ({target})" : "")}" +
        $"{(build.Platform is { Count: > 0 } platforms ? $" [{string.Join(',', platforms)}]" : "")}";
}
