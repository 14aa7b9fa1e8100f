using System.Globalization;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The ids of the cache records of an engine after a build, in a file of the ledger folder: the next build sees which of them were deleted. Descriptions
/// are not stored, because they contain commands.
/// </summary>
internal sealed class CacheRecords
{
    private const int MostRecords = 50_000;
    private const int MostFiles = 10;
    private const int NamedMounts = 3;

    // Garbage collection deletes the copies of contexts first, and a transfer that fails deletes its own. Neither makes BuildKit forget a result.
    private const string ContextCopy = "source.local";

    private readonly Dictionary<string, string> _mounts = new(StringComparer.Ordinal);
    private CacheDeletion? _deletion;

    /// <summary>True if no record is known.</summary>
    public bool IsEmpty => _mounts.Count == 0;

    /// <summary>Returns the records as they are now.</summary>
    public static CacheRecords Of(IReadOnlyList<EngineCacheRecord> records, CacheDeletion? deletion)
    {
        var known = new CacheRecords { _deletion = deletion };
        foreach (var record in records.Where(record => record.Type != ContextCopy).Take(MostRecords))
            known._mounts[record.Id] = MountOf(record);
        return known;
    }

    /// <summary>Reads the records of an engine. A damaged line is ignored.</summary>
    public static CacheRecords Read(string folder, string engine)
    {
        var known = new CacheRecords();
        try
        {
            if (File.Exists(PathOf(folder, engine)))
            {
                foreach (var line in File.ReadLines(PathOf(folder, engine)))
                    known.Add(line.Split('\t'));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without them, a deletion is not noticed.
        }

        return known;
    }

    /// <summary>Writes the records of an engine, and deletes those of engines that were not used for long.</summary>
    public void Write(string folder, string engine)
    {
        string[] deletion = _deletion is null
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"deleted\t{_deletion.Time.ToUnixTimeMilliseconds()}\t{_deletion.Count}\t{_deletion.Mounts}")];
        AtomicFile.WriteText(string.Join('\n', [.. deletion, .. _mounts.Select(record => $"{record.Key}\t{record.Value}"), ""]), PathOf(folder, engine));
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles("records.*.txt").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles).ToList())
            old.Delete();
    }

    /// <summary>Returns true if a record of this id was known.</summary>
    public bool Contains(string id) => _mounts.ContainsKey(id);

    /// <summary>Returns true if a cache mount of this id was known.</summary>
    public bool HasMount(string mount) => _mounts.ContainsValue(mount);

    /// <summary>Returns the deletion of known records; the last one if all are still there.</summary>
    public CacheDeletion? DeletionOf(IReadOnlySet<string> ids, DateTimeOffset now)
    {
        var gone = _mounts.Where(record => !ids.Contains(record.Key)).ToList();
        if (gone.Count == 0)
            return _deletion;
        List<string> mounts = [.. gone.Select(record => record.Value.TrimStart('/')).Where(mount => mount.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return new(now, gone.Count, string.Join(", ", mounts.Take(NamedMounts)) + (mounts.Count > NamedMounts ? ", …" : ""));
    }

    /// <summary>Returns the id of the cache mount of a record; empty if it is another record.</summary>
    public static string MountOf(EngineCacheRecord record) =>
        CacheRecord.MountIdIn(record.Type, record.Description)?.ReplaceLineEndings("").Replace("\t", "", StringComparison.Ordinal) ?? "";

    private static string PathOf(string folder, string engine) => Path.Combine(folder, $"records.{engine[..Math.Min(16, engine.Length)]}.txt");

    private void Add(string[] parts)
    {
        if (parts is ["deleted", var time, var count, var mounts]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _deletion = new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number, mounts);
        }
        else if (parts is [{ Length: > 0 } id, var mount])
        {
            _mounts[id] = mount;
        }
    }
}

/// <summary>A deletion of cache records that a build noticed.</summary>
/// <param name="Time">The time at which it was noticed.</param>
/// <param name="Count">The number of records.</param>
/// <param name="Mounts">The ids of some cache mounts among them; empty if there are none.</param>
internal sealed record CacheDeletion(DateTimeOffset Time, int Count, string Mounts)
{
    /// <summary>The deleted records in words, up to the verb "was" or "were".</summary>
    public string Sentence => (Count == 1 ? "a record of the build cache was" : $"{Count} records of the build cache were")
        + (Mounts.Length == 0 ? "" : $", with the cache mount {Mounts},");
}
