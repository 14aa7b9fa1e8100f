namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>An export as files, whatever it is kept as.</summary>
internal abstract class MountArchive : IAsyncDisposable
{
    /// <summary>A folder of this run alone: new files are made here, on the disk they will stay on.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The text of a file; null where there is none.</summary>
    public virtual async Task<string?> ReadTextAsync(string file)
    {
        await using var stream = await OpenAsync(file);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A file to read anywhere in it; null where there is none.</summary>
    public abstract Task<Stream?> OpenAsync(string file);

    /// <summary>Whether a part is there with all of its length; that much is known without reading it.</summary>
    public abstract bool Has(ExportedPart part);

    /// <summary>Called before parts are opened, with all that will be.</summary>
    public virtual Task FetchAsync(IReadOnlyCollection<string> files, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes it what the manifest says, or leaves it as it was. Files are taken from <see cref="WorkFolder"/>, or stay.</summary>
    public abstract Task CommitAsync(ExportManifest manifest, CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync()
    {
        if (Directory.Exists(WorkFolder))
            Directory.Delete(WorkFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>All files that a manifest names, itself not included.</summary>
    protected static IReadOnlyList<string> FilesOf(ExportManifest manifest) =>
        [.. manifest.Mounts.SelectMany(mount => mount.Parts.Select(part => part.File).Prepend(mount.Table))];
}
