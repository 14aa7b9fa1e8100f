namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The result of an inspection of a cache, which changes nothing.</summary>
internal sealed record StoreInspection
{
    /// <summary>The valid index. <c>null</c>: none can be read.</summary>
    public byte[]? Index { get; private init; }

    /// <summary>Damages of files other than blobs.</summary>
    public IReadOnlyList<CacheDamage> LayoutDamages { get; private init; } = [];

    /// <summary>True if <see cref="Index"/> is our copy, because the index of buildx is damaged or missing.</summary>
    public bool IndexIsCopy { get; private init; }

    /// <summary>The entries of the index.</summary>
    public IReadOnlyList<StoredImage> Images { get; private init; } = [];

    public IEnumerable<StoredImage> Whole => Images.Where(image => image.Damages.Count == 0);

    public IEnumerable<StoredImage> Broken => Images.Where(image => image.Damages.Count > 0);

    public IReadOnlyList<CacheDamage> Damages => [.. LayoutDamages.Concat(Images.SelectMany(image => image.Damages)).Distinct()];

    /// <summary>Digests and sizes of the blobs that the index refers to.</summary>
    public Dictionary<string, long> Reached
    {
        get
        {
            var reached = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (digest, size) in Images.SelectMany(image => image.Blobs))
                reached[digest] = size;
            return reached;
        }
    }

    /// <param name="layout">The cache.</param>
    /// <param name="depth">The depth of the verification.</param>
    /// <param name="trusted">Blobs that were written later are read completely. <c>null</c>: the time of a blob does not matter.</param>
    public static StoreInspection Of(StoreLayout layout, VerificationDepth depth, DateTime? trusted = null)
    {
        var damages = new List<CacheDamage>();
        foreach (var name in new[] { "oci-layout", "ingest" })
        {
            // buildx would write to the target of the link.
            if (StoreLayout.IsLink(Path.Combine(layout.Folder, name)))
                damages.Add(new CacheDamage(name, "is a symbolic link"));
        }

        var (index, document, problem) = ReadIndex(layout.Index);
        var isCopy = false;
        if (document is null && ReadIndex(layout.IndexCopy) is { Document: not null } copy)
            (index, document, isCopy) = (copy.Content, copy.Document, true);
        // A folder without an index is a new cache, unless it has a copy of an index.
        if (problem is not null || isCopy)
            damages.Add(new CacheDamage("index.json", problem ?? "is missing"));

        var reader = new StoredImageReader(layout.Folder, depth, trusted ?? DateTime.MaxValue);
        return new StoreInspection
        {
            Index = document is null ? null : index,
            LayoutDamages = damages,
            IndexIsCopy = isCopy,
            Images = [.. document?.References.Select(reader.Read) ?? []],
        };
    }

    private static (byte[]? Content, OciDocument? Document, string? Problem) ReadIndex(string path)
    {
        if (StoreLayout.IsLink(path))
            return (null, null, "is a symbolic link");
        if (Directory.Exists(path))
            return (null, null, "is a folder");
        if (!File.Exists(path))
            return default;

        try
        {
            var content = File.ReadAllBytes(path);
            return (content, OciDocument.Parse(content), null);
        }
        catch (InvalidDataException exception)
        {
            return (null, null, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, null, $"cannot be read: {exception.Message}");
        }
    }
}
