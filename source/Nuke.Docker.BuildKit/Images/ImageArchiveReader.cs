using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Images;

/// <summary>Reads the archive of <c>docker save</c>, in one pass and without temporary files.</summary>
internal static class ImageArchiveReader
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";
    private const int SmallestDuplicate = 64 * 1024;
    private const int LargestDocument = 16 * 1024 * 1024;
    private const int Magic = 265;

    /// <summary>Reads the first image of an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="InvalidDataException">The stream is not an archive of <c>docker save</c>.</exception>
    public static async Task<ImageContents> ReadAsync(Stream archive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var documents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var layers = new Dictionary<string, ImageLayerFiles>(StringComparer.Ordinal);
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = new TarReader(archive, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            // The same layer twice in an image of the older format.
            if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                links[entry.Name] = Path.GetFullPath(entry.LinkName, $"/{Path.GetDirectoryName(entry.Name)}").TrimStart('/');
            if (entry.DataStream is not { } data)
                continue;
            var start = new byte[Magic];
            var read = await data.ReadAtLeastAsync(start, Magic, throwOnEndOfStream: false, cancellationToken);
            var whole = new PrefixedStream(start.AsMemory(0, read), data);
            if (read > 0 && start[0] is (byte)'{' or (byte)'[' && entry.Length < LargestDocument)
                documents[entry.Name] = await BytesAsync(whole, cancellationToken);
            else if (read > 1)
                layers[entry.Name] = await LayerAsync(start.AsMemory(0, read), whole, cancellationToken);
        }

        return Assemble(documents, name => layers.GetValueOrDefault(links.GetValueOrDefault(name, name)));
    }

    private static ImageContents Assemble(Dictionary<string, byte[]> documents, Func<string, ImageLayerFiles?> layerOf)
    {
        if (!documents.TryGetValue("manifest.json", out var bytes))
            throw new InvalidDataException("The archive of the image has no manifest.json.");
        using var manifest = JsonDocument.Parse(bytes);
        var image = manifest.RootElement[0];
        var names = image.GetProperty("Layers").EnumerateArray().Select(layer => layer.GetString()!).ToList();
        var instructions = Instructions(documents.GetValueOrDefault(image.GetProperty("Config").GetString()!));
        return new ImageContents(
        [
            .. names.Select((name, index) =>
                (layerOf(name) ?? new ImageLayerFiles("", []) { Unreadable = "the archive does not have it" }) with
                {
                    Instruction = index < instructions.Count ? instructions[index] : "",
                }),
        ]);
    }

    private static List<string> Instructions(byte[]? config)
    {
        if (config is null)
            return [];
        using var document = JsonDocument.Parse(config);
        if (!document.RootElement.TryGetProperty("history", out var history) || history.ValueKind != JsonValueKind.Array)
            return [];
        return
        [
            .. history.EnumerateArray()
                .Where(entry => !(entry.TryGetProperty("empty_layer", out var empty) && empty.ValueKind == JsonValueKind.True))
                .Select(entry => entry.TryGetProperty("created_by", out var text) ? text.GetString() ?? "" : ""),
        ];
    }

    private static async Task<ImageLayerFiles> LayerAsync(ReadOnlyMemory<byte> start, Stream data, CancellationToken cancellationToken)
    {
        if (start.Span is [0x28, 0xb5, 0x2f, 0xfd, ..])
            return new ImageLayerFiles("", []) { Unreadable = "it is compressed with zstd" };
        try
        {
            if (start.Span is not [0x1f, 0x8b, ..])
                return new ImageLayerFiles("", await FilesAsync(data, cancellationToken));
            await using var unpacked = new GZipStream(data, CompressionMode.Decompress, leaveOpen: true);
            return new ImageLayerFiles("", await FilesAsync(unpacked, cancellationToken));
        }
        catch (Exception invalid) when (invalid is InvalidDataException or EndOfStreamException or FormatException)
        {
            return new ImageLayerFiles("", []) { Unreadable = "it is not a tar archive" };
        }
    }

    private static async Task<IReadOnlyList<ImageFileEntry>> FilesAsync(Stream layer, CancellationToken cancellationToken)
    {
        var files = new List<ImageFileEntry>();
        await using var reader = new TarReader(layer, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var path = $"/{entry.Name.TrimStart('.').Trim('/')}";
            var slash = path.LastIndexOf('/');
            var (folder, name) = (path[..slash], path[(slash + 1)..]);
            if (name == Opaque)
                files.Add(new ImageFileEntry(folder, 0, Kind: ImageFileKind.Emptied));
            else if (name.StartsWith(Whiteout, StringComparison.Ordinal))
                files.Add(new ImageFileEntry($"{folder}/{name[Whiteout.Length..]}", 0, Kind: ImageFileKind.Deleted));
            else if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes))
                files.Add(new ImageFileEntry(path, entry.Length, await DigestAsync(entry, cancellationToken)));
        }

        return files;
    }

    private static async Task<string?> DigestAsync(TarEntry entry, CancellationToken cancellationToken) =>
        entry.DataStream is { } data && entry.Length >= SmallestDuplicate ? Convert.ToHexString(await SHA256.HashDataAsync(data, cancellationToken)) : null;

    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    /// <summary>A stream of which the start has already been read.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> start, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _start = start;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_start.IsEmpty)
                return rest.Read(buffer);
            var count = Math.Min(buffer.Length, _start.Length);
            _start.Span[..count].CopyTo(buffer);
            _start = _start[count..];
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _start.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
