namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The paths in the folder of a cache: an OCI layout, and files of this library.</summary>
internal sealed record StoreLayout(string Folder)
{
    public string Index => Path.Combine(Folder, "index.json");

    public string Blobs => Path.Combine(Folder, "blobs");

    public string Ingest => Path.Combine(Folder, "ingest");

    /// <summary>The folder of this library's files, which other tools that read OCI layouts skip.</summary>
    public string Own => Path.Combine(Folder, ".store");

    /// <summary>The lock file. It is never deleted, because another process may hold a lock on the deleted file.</summary>
    public string Lock => Path.Combine(Own, "lock");

    /// <summary>A copy of the last valid index. buildx overwrites the index in place, and a build that is killed meanwhile leaves half of it.</summary>
    public string IndexCopy => Path.Combine(Own, "index.json");

    public string Uses => Path.Combine(Own, "uses");

    public string Newest => Path.Combine(Own, "newest");

    public string Signatures => Path.Combine(Own, "signatures");

    public string Quarantine => Path.Combine(Own, "quarantine");

    /// <summary>Returns true for names of files and folders that belong to buildx or this library.</summary>
    public static bool IsKnown(string name) => name is "index.json" or "index.json.lock" or "oci-layout" or "blobs" or "ingest" or ".store";

    /// <summary>Returns true if a path is a symbolic link, even if its target does not exist.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Returns the folder <c>blobs/&lt;algorithm&gt;</c>. <c>null</c>: it does not exist or is a symbolic link.</summary>
    public string? BlobFolder(string algorithm)
    {
        var folder = Path.Combine(Blobs, algorithm);
        return Directory.Exists(folder) && !IsLink(Blobs) && !IsLink(folder) ? folder : null;
    }
}
