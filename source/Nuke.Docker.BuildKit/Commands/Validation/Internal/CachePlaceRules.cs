using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports caches that conflict with each other or with the build that writes them.</summary>
internal static class CachePlaceRules
{
    public static IEnumerable<Finding> Check(RuleInput input)
    {
        var places = input.CacheTo.SelectMany(entry => Keys(entry, input.Folder).Select(key => (Entry: entry, Key: key)));
        foreach (var twice in places.GroupBy(place => place.Key, place => place.Entry).Where(group => group.Count() > 1))
            yield return Finding.Error(
                $"--cache-to type={twice.First().Type}",
                $"two exports write to the same location ({twice.Key[(twice.Key.IndexOf(' ') + 1)..]})",
                "Remove one of them; BuildKit rejects the build, or the later one overwrites the earlier");

        foreach (var cache in input.CacheTo.OfType<LocalCacheTo>())
        {
            if (input.ContextFolder is { } context && RelativePaths.Within(context, input.FullPath(cache.Destination)) is { } inside && !Ignored(input, inside))
                yield return Finding.Error(
                    "--cache-to type=local, dest",
                    $"{cache.Destination} is inside the build context: it is sent with every build, and each export makes COPY . . run again",
                    $"Move it out of the context, or add {inside} to .dockerignore");
        }
    }

    /// <summary>Returns keys that two exports must not share; several if an export has several names.</summary>
    public static IEnumerable<string> Keys(CacheTo entry, string folder) => entry switch
    {
        LocalCacheTo local => [$"local {Path.GetFullPath(local.Destination, folder).TrimEnd(Path.DirectorySeparatorChar)}:{local.Tag ?? "latest"}"],
        { Locations: { Length: > 0 } locations } => locations.Select(location => $"{entry.Type} {location}"),
        _ => [],
    };

    private static bool Ignored(RuleInput input, string folder) => input.Facts.Ignores is { } ignores
        ? ignores(folder)
        : DockerignoreMatcher.Ignores(input.ContextFolder!, input.Settings.File is { Length: > 0 } file ? input.FullPath(file) : null, folder);
}
