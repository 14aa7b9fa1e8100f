using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Text;
using static Nuke.Docker.BuildKit.Space.SpaceUsage;

namespace Nuke.Docker.BuildKit.Space;

/// <summary>Disk usage as lines of a log.</summary>
internal static class SpaceTable
{
    private const int DescriptionLength = 80;
    private const string From = " from ";

    /// <summary>Returns the lines.</summary>
    public static IEnumerable<string> Of(SpaceUsage usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var images = usage.Engine.Images;
        List<ImageListEntry> own = [.. images.Where(image => image.Reference is { } name && usage.Images.Contains(name))];
        List<ImageListEntry> untagged = [.. images.Where(image => image.Tag is null)];
        yield return Line("images", images.Count, images.Sum(SizeOf));
        foreach (var image in own)
            yield return Detail(SizeOf(image), $"{image.Reference}, of this project{Containers(image)}");
        if (untagged.Count > 0)
            yield return Detail(untagged.Sum(SizeOf), $"{untagged.Count} without a tag");
        if (images.Count > own.Count + untagged.Count)
            yield return Detail(images.Except(own).Except(untagged).Sum(SizeOf), $"{images.Count - own.Count - untagged.Count} others");

        yield return Line("containers", usage.Engine.Containers.Count, usage.Engine.Containers.Sum(container => container.Size?.Bytes ?? 0));
        yield return Line("volumes", usage.Engine.Volumes.Count, usage.Engine.Volumes.Sum(volume => volume.Size?.Bytes ?? 0));

        List<CacheRecord> mounts = [.. usage.BuildCache.CacheMounts.OrderByDescending(SizeOf)];
        List<CacheRecord> records = [.. usage.BuildCache.Records.Except(mounts)];
        yield return Line("build cache", records.Count, records.Sum(SizeOf));
        foreach (var group in records.GroupBy(record => record.Type ?? "other", StringComparer.Ordinal).OrderByDescending(group => group.Sum(SizeOf)))
        {
            var unused = group.Where(record => record.Reclaimable).Sum(SizeOf);
            yield return Detail(group.Sum(SizeOf), $"{group.Count()} of type {group.Key}, {HumanText.Size(unused)} not in use");
        }

        yield return Line("cache mounts", mounts.Count, mounts.Sum(SizeOf));
        foreach (var mount in mounts)
            yield return Detail(SizeOf(mount), $"{mount.MountId ?? mount.Id}{(usage.IsOwn(mount) ? ", of this project" : "")}{Step(mount)}");

        yield return Line("local caches", usage.LocalCaches.Count, usage.LocalCaches.Sum(cache => cache.Bytes));
        foreach (var cache in usage.LocalCaches)
        {
            var set = cache.QuarantinedBytes > 0 ? $", {HumanText.Size(cache.QuarantinedBytes)} damaged and set aside" : "";
            yield return Detail(cache.Bytes, $"{cache.Folder}, {HumanText.Size(cache.DeadBytes)} unused{set}");
        }
    }

    private static string Containers(ImageListEntry image) =>
        image.Containers is > 0 and var count ? $", used by {count} container{(count == 1 ? "" : "s")}" : "";

    // cached mount /root/.cache/pip from exec /bin/sh -c pip install -r requirements.txt with id "/root/.cache/pip"
    private static string Step(CacheRecord mount)
    {
        if (mount.Description is not { } text || text.IndexOf(From, StringComparison.Ordinal) is not (>= 0 and var start))
            return "";
        var end = text.LastIndexOf(" with id ", StringComparison.Ordinal);
        var step = text[(start + From.Length)..(end > start ? end : text.Length)];
        return $", by {HumanText.ShortenMiddle(step.Replace("exec /bin/sh -c ", "RUN ", StringComparison.Ordinal), DescriptionLength)}";
    }

    private static string Line(string name, int count, long bytes) => $"{name,-13}{count,6}{HumanText.Size(bytes),12}";

    private static string Detail(long bytes, string text) => $"{"",-13}{"",6}{HumanText.Size(bytes),12}  {text}";
}
