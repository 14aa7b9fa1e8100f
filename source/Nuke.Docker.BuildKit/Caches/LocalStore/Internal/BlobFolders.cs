namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The files below <c>blobs</c>: which are blobs of ours for certain, and which are something else.</summary>
internal static class BlobFolders
{
    /// <summary>The blobs that aren't reached, as files that may be deleted. One listing; only what is dead is looked at.</summary>
    public static IEnumerable<FileInfo> Dead(StoreLayout layout, IReadOnlySet<string> reached)
    {
        foreach (var algorithm in BlobName.Algorithms)
        {
            if (layout.BlobFolder(algorithm) is not { } folder)
                continue;
            // A list: what is deleted while a folder is read may hide the rest of it.
            foreach (var path in Directory.GetFiles(folder))
            {
                var name = Path.GetFileName(path);
                if (BlobName.IsBlob(algorithm, name) && !reached.Contains($"{algorithm}:{name}") && new FileInfo(path) is { LinkTarget: null } file)
                    yield return file;
            }
        }
    }

    /// <summary>What isn't ours and not buildx's, relative to the cache's folder.</summary>
    public static List<string> Strangers(StoreLayout layout)
    {
        var strangers = new List<string>();
        Add(layout.Folder, name => StoreLayout.IsKnown(name) || IsDraft(name));
        if (StoreLayout.IsLink(layout.Blobs))
            strangers.Add("blobs, a symbolic link");
        else if (Directory.Exists(layout.Blobs))
            Add(layout.Blobs, name => BlobName.Algorithms.Contains(name) && layout.BlobFolder(name) is not null);
        foreach (var algorithm in BlobName.Algorithms)
        {
            if (layout.BlobFolder(algorithm) is { } folder)
                Add(folder, name => BlobName.IsBlob(algorithm, name));
        }

        return strangers;

        void Add(string folder, Predicate<string> isKnown) => strangers.AddRange(
            Directory.EnumerateFileSystemEntries(folder)
                .Where(entry => !isKnown(Path.GetFileName(entry)))
                .Select(entry => Path.GetRelativePath(layout.Folder, entry)));
    }

    /// <summary>What we ourselves leave if we are killed: a probe for writing, a file that was about to take another one's place.</summary>
    public static IEnumerable<string> Drafts(StoreLayout layout) => Directory.EnumerateFiles(layout.Folder)
        .Where(file => IsDraft(Path.GetFileName(file)) && !StoreLayout.IsLink(file));

    private static bool IsDraft(string name) =>
        (name.StartsWith(".probe-", StringComparison.Ordinal) && IsNumber(name.AsSpan(7)))
        || (name.StartsWith("index.json.", StringComparison.Ordinal) && name.EndsWith(".tmp", StringComparison.Ordinal) && IsNumber(name.AsSpan(11, Math.Max(0, name.Length - 15))));

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
