using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>When the images of a cache were last built with it. Uses are numbered, as clocks can be set back: their order is that of the numbers.</summary>
internal sealed record StoreUses(IReadOnlyDictionary<string, (long Number, DateTimeOffset Time)> ByTag)
{
    public static StoreUses None { get; } = new(new Dictionary<string, (long, DateTimeOffset)>());

    public long Last => ByTag.Count == 0 ? 0 : ByTag.Values.Max(use => use.Number);

    public (long Number, DateTimeOffset Time)? Of(string? tag) => ByTag.TryGetValue(tag ?? "", out var use) ? use : null;

    /// <summary>What can't be read counts as never used.</summary>
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

    public void Write(StoreLayout layout) => AtomicFile.WriteText(
        string.Concat(ByTag.OrderBy(use => use.Value.Number).Select(use => string.Create(CultureInfo.InvariantCulture, $"{use.Value.Number}\t{use.Value.Time:O}\t{use.Key}\n"))),
        layout.Uses);

    /// <param name="tags">Used now.</param>
    /// <param name="number">Larger than that of any use before.</param>
    /// <param name="time">Now.</param>
    /// <param name="present">The tags that there are; others are forgotten.</param>
    public StoreUses With(IEnumerable<string> tags, long number, DateTimeOffset time, IReadOnlyCollection<string> present)
    {
        var uses = ByTag.Where(use => present.Contains(use.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var tag in tags)
            uses[tag] = (number, time);
        return new StoreUses(uses);
    }

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
