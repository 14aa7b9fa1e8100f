using System.Security.Cryptography;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Reads files from the parts of an export.</summary>
internal sealed class PartReader(MountArchive archive, ExportedMount mount) : IAsyncDisposable
{
    private readonly Dictionary<int, Stream?> _parts = [];

    /// <summary>Returns true if the content of a file matches its digest.</summary>
    public async Task<bool> IsIntactAsync(MountEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Kind != EntryKind.File)
            return true;

        try
        {
            return await FindAsync(entry) is { } bytes && Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken)) == entry.Digest;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Opens the content of a file. <c>null</c>: its part is missing or truncated.</summary>
    public async Task<Stream?> FindAsync(MountEntry entry)
    {
        if (!_parts.TryGetValue(entry.Part, out var part))
        {
            var file = mount.Parts.FirstOrDefault(one => one.Number == entry.Part)?.File;
            _parts[entry.Part] = part = file is null ? null : await archive.OpenAsync(file);
        }

        return part is null || part.Length < entry.Offset + entry.Size ? null : new StreamRange(part, entry.Offset, entry.Size);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts.Values.OfType<Stream>())
            await part.DisposeAsync();
    }
}
