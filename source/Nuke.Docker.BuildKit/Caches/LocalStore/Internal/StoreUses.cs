using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The last uses of the images of a cache. Uses are numbered, because clocks can be set back.</summary>
internal sealed record StoreUses(IReadOnlyDictionary<string, (long Number, DateTimeOffset Time)> ByTag)
{
    public static StoreUses None { get; } = new(new Dictionary<string, (long, DateTimeOffset)>());

    public long Last => ByTag.Count == 0 ? 0 : ByTag.Values.Max(use => use.Number);

    public (long Number, DateTimeOffset Time)? Of(string? tag) => ByTag.TryGetValue(tag ?? "", out var use) ? use : null;

    /// <summary>Reads the uses. Uses that cannot be read are ignored.</summary>
    public static StoreUses Read(StoreLayout layout)
    {
        try
        {
            return File.Exists(layout.Uses) ? Parse(File.ReadAllLines(layout.Uses)) : None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    public void Write(StoreLayout layout) =>
        AtomicFile.WriteText(string.Concat(ByTag.OrderBy(use => use.Value.Number).Select(use => Line(use.Key, use.Value))), layout.Uses);

    /// <param name="tags">The tags that are used now.</param>
    /// <param name="number">A number larger than that of any use before.</param>
    /// <param name="time">The current time.</param>
    /// <param name="present">The tags in the cache. Uses of other tags are removed.</param>
    public StoreUses With(IEnumerable<string> tags, long number, DateTimeOffset time, IReadOnlyCollection<string> present)
    {
        var uses = ByTag.Where(use => present.Contains(use.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var tag in tags)
            uses[tag] = (number, time);
        return new StoreUses(uses);
    }

    private static string Line(string tag, (long Number, DateTimeOffset Time) use) =>
        string.Create(CultureInfo.InvariantCulture, $"{use.Number}\t{use.Time:O}\t{tag}\n");

    private static StoreUses Parse(string[] lines)
    {
        var uses = new Dictionary<string, (long, DateTimeOffset)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Split('\t', 3) is [var number, var time, var tag]
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var use)
                && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment))
                uses[tag] = (use, moment);
        }

        return new StoreUses(uses);
    }
}
