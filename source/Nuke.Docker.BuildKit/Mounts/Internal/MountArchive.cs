namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>An export as a set of files, independent of the kind of place.</summary>
internal abstract class MountArchive : IAsyncDisposable
{
    /// <summary>A temporary folder for new files, on the disk of the export.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Reads a text file. <c>null</c>: it does not exist.</summary>
    public virtual async Task<string?> ReadTextAsync(string file)
    {
        await using var stream = await OpenAsync(file);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Opens a file as a seekable stream. <c>null</c>: it does not exist.</summary>
    public abstract Task<Stream?> OpenAsync(string file);

    /// <summary>Returns true if a part exists with its full size. The part is not read.</summary>
    public abstract bool Has(ExportedPart part);

    /// <summary>Fetches parts before they are opened.</summary>
    public virtual Task FetchAsync(IReadOnlyCollection<string> files, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Replaces the export by that of a manifest, or leaves it unchanged if it fails. New files are in <see cref="WorkFolder"/>; the others are kept.
    /// </summary>
    public abstract Task CommitAsync(ExportManifest manifest, CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync()
    {
        if (Directory.Exists(WorkFolder))
            Directory.Delete(WorkFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns all files that a manifest names.</summary>
    protected static IReadOnlyList<string> FilesOf(ExportManifest manifest) =>
        [.. manifest.Mounts.SelectMany(mount => mount.Parts.Select(part => part.File).Prepend(mount.Table))];
}
