using System.Formats.Tar;
using System.Security.Cryptography;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Reads the offset and digest of each file in a part, so that it can be read and verified separately.</summary>
internal static class PartScanner
{
    /// <summary>Reads a part completely.</summary>
    /// <param name="groups"><see cref="MountEntry.Group"/> by path.</param>
    /// <exception cref="InvalidDataException">The file is not a tar file, or is truncated.</exception>
    public static async Task<IReadOnlyDictionary<string, MountEntry>> ScanAsync(
        Stream part,
        int number,
        IReadOnlyDictionary<string, string?> groups,
        CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, MountEntry>(StringComparer.Ordinal);
        await using var reader = new TarReader(part, leaveOpen: true);
        try
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (await ReadAsync(entry, number, entries, groups, cancellationToken) is { } read)
                    entries[read.Path] = read;
            }
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The tar file is truncated.", exception);
        }

        return entries;
    }

    private static async Task<MountEntry?> ReadAsync(
        TarEntry entry, int number, Dictionary<string, MountEntry> entries, IReadOnlyDictionary<string, string?> groups, CancellationToken cancellationToken)
    {
        var path = Clean(entry.Name);
        EntryKind? kind = entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => EntryKind.File,
            TarEntryType.HardLink => EntryKind.File,
            TarEntryType.SymbolicLink => EntryKind.SymbolicLink,
            _ => null,
        };
        if (kind is null)
            return null;

        var made = new MountEntry(kind.Value, path, (int)entry.Mode, entry.Uid, entry.Gid, 0, entry.ModificationTime.ToUnixTimeSeconds())
        {
            Part = number,
            Group = groups.GetValueOrDefault(path),
            LinkTarget = kind == EntryKind.SymbolicLink ? entry.LinkName : null,
        };
        if (kind == EntryKind.SymbolicLink)
            return made with { Size = System.Text.Encoding.UTF8.GetByteCount(entry.LinkName) };
        if (entry.EntryType == TarEntryType.HardLink)
            {
                return entries.GetValueOrDefault(Clean(entry.LinkName)) is { } first
                    ? made with { Size = first.Size, Offset = first.Offset, Digest = first.Digest }
                    : null;
            }

        var digest = await SHA256.HashDataAsync(entry.DataStream ?? Stream.Null, cancellationToken);
        return made with { Size = entry.Length, Offset = entry.DataOffset, Digest = Convert.ToHexStringLower(digest) };
    }

    private static string Clean(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
}
