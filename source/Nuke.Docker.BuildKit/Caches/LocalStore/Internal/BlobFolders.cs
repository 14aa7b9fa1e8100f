namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The files below <c>blobs</c>: blobs, and other files.</summary>
internal static class BlobFolders
{
    /// <summary>Finds the blobs that nothing refers to. They may be deleted. The folder is listed once.</summary>
    public static IEnumerable<FileInfo> Dead(StoreLayout layout, IReadOnlySet<string> reached)
    {
        foreach (var algorithm in BlobName.Algorithms)
        {
            if (layout.BlobFolder(algorithm) is not { } folder)
                continue;
            // A list, because deleting files during an enumeration may hide others.
            foreach (var path in Directory.GetFiles(folder))
            {
                var name = Path.GetFileName(path);
                if (BlobName.IsBlob(algorithm, name) && !reached.Contains($"{algorithm}:{name}") && new FileInfo(path) is { LinkTarget: null } file)
                    yield return file;
            }
        }
    }

    /// <summary>Finds the files that belong to neither buildx nor this library, relative to the folder of the cache.</summary>
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

    /// <summary>Finds the temporary files of builds that were killed: probes for write access, and replacements of the index.</summary>
    public static IEnumerable<string> Drafts(StoreLayout layout) => Directory.EnumerateFiles(layout.Folder)
        .Where(file => IsDraft(Path.GetFileName(file)) && !StoreLayout.IsLink(file));

    private static bool IsDraft(string name)
    {
        const string probe = ".probe-";
        const string index = "index.json.";
        const string temporary = ".tmp";
        if (name.StartsWith(probe, StringComparison.Ordinal))
            return IsNumber(name.AsSpan(probe.Length));
        return name.StartsWith(index, StringComparison.Ordinal)
            && name.EndsWith(temporary, StringComparison.Ordinal)
            && IsNumber(name.AsSpan(index.Length, Math.Max(0, name.Length - index.Length - temporary.Length)));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
