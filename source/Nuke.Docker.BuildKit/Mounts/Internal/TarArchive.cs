using System.Formats.Tar;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>An export in a tar file. A new export copies the files to keep into a new tar file, which then replaces the old one.</summary>
internal sealed class TarArchive(string path) : MountArchive
{
    private readonly Dictionary<string, (long Offset, long Length)> _files = new(StringComparer.Ordinal);

    public static async Task<TarArchive> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var work = Path.Combine(folder, $".{Path.GetFileName(path)}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        var archive = new TarArchive(path) { WorkFolder = work };
        if (File.Exists(path))
            await archive.ReadAsync(cancellationToken);
        return archive;
    }

    public override Task<Stream?> OpenAsync(string file) => Task.FromResult<Stream?>(_files.TryGetValue(file, out var place)
        ? new StreamRange(File.OpenRead(path), place.Offset, place.Length, ownsWhole: true)
        : null);

    public override bool Has(ExportedPart part) => _files.TryGetValue(part.File, out var place) && place.Length == part.Bytes;

    public override async Task CommitAsync(ExportManifest manifest, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(WorkFolder, "draft");
        await File.WriteAllTextAsync(Path.Combine(WorkFolder, ExportManifest.FileName), manifest.ToJson(), cancellationToken);
        await using (var stream = File.Create(draft))
        await using (var writer = new TarWriter(stream, TarEntryFormat.Pax))
        {
            // The manifest and the tables come first.
            foreach (var file in FilesOf(manifest).OrderBy(file => file.EndsWith(".tar", StringComparison.Ordinal)).Prepend(ExportManifest.FileName))
            {
                await using var content = await ContentAsync(file);
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, file) { DataStream = content }, cancellationToken);
            }
        }

        File.Move(draft, path, overwrite: true);
    }

    private async Task<Stream> ContentAsync(string file)
    {
        var made = Path.Combine(WorkFolder, file);
        return File.Exists(made) ? File.OpenRead(made)
            : await OpenAsync(file) ?? throw new InvalidDataException($"{path} has no {file}.");
    }

    // A truncated tar file contains the files before the cut.
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        await using var reader = new TarReader(stream);
        try
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (entry.DataOffset + entry.Length <= stream.Length)
                    _files[entry.Name] = (entry.DataOffset, entry.Length);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            // Missing files are reported when they are needed.
        }
    }
}
