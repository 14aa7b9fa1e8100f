using Nuke.Docker.BuildKit.Caching.Internal;

namespace Nuke.Docker.BuildKit.Internal;

/// <summary>The files that one run of buildx writes beside its result: the metadata, and halves of blobs in local caches where it is cut off.</summary>
/// <param name="metadataFile">The file that the user asked for, which stays. <c>null</c>: one of our own, which goes.</param>
/// <param name="cacheFolders">Local caches that are written.</param>
internal sealed class RunFiles(string? metadataFile, IEnumerable<string> cacheFolders) : IAsyncDisposable
{
    private readonly List<UnfinishedExports> _exports = [.. cacheFolders.Distinct(StringComparer.Ordinal).Select(folder => new UnfinishedExports(folder))];

    public string MetadataFile { get; } = metadataFile ?? Path.Combine(Path.GetTempPath(), $"buildx-metadata-{Guid.NewGuid():N}.json");

    /// <summary>Whether the caches are whole.</summary>
    public bool Succeeded { get; set; }

    public async ValueTask DisposeAsync()
    {
        foreach (var export in Succeeded ? [] : _exports)
            await export.RemoveAsync();
        if (metadataFile is null)
            File.Delete(MetadataFile);
    }
}
