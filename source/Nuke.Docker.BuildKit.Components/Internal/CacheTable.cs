using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Local caches as lines of a log.</summary>
internal static class CacheTable
{
    public static IEnumerable<string> Of(IReadOnlyList<LocalCacheInfo> caches, string root, DateTimeOffset now)
    {
        var names = caches.ToDictionary(cache => cache, cache => Path.GetRelativePath(root, cache.Folder));
        var width = names.Values.Select(name => name.Length).DefaultIfEmpty().Max();
        foreach (var cache in caches)
        {
            var size = HumanText.Size(cache.Bytes);
            var content = $"live {HumanText.Size(cache.LiveBytes)}, dead {HumanText.Size(cache.DeadBytes)}";
            var damaged = cache.QuarantinedBytes > 0 ? $", damaged and set aside {HumanText.Size(cache.QuarantinedBytes)}" : "";
            yield return $"  {names[cache].PadRight(width)}  {size,8}  {content}{damaged}";
            foreach (var image in cache.Images)
                yield return $"    {image.Tag}: {HumanText.Size(image.Bytes)}, used {Age(now - image.LastUsed)}{(image.Damages.Count > 0 ? ", damaged" : "")}";
            foreach (var damage in cache.Damages)
                yield return $"    damaged: {damage}";
            if (cache.Strangers.Count > 0)
                yield return $"    of others: {string.Join(", ", cache.Strangers)}";
        }
    }

    private static string Age(TimeSpan age) => age.TotalMinutes switch
    {
        < 1 => "just now",
        < 60 => $"{age.TotalMinutes:0} min ago",
        < 48 * 60 => $"{age.TotalHours:0} h ago",
        _ => $"{age.TotalDays:0} days ago",
    };
}
