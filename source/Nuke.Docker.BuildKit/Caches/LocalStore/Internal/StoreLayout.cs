namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Where things are in a cache's folder: an OCI layout, and what is ours beside it.</summary>
internal sealed record StoreLayout(string Folder)
{
    public string Index => Path.Combine(Folder, "index.json");

    public string Blobs => Path.Combine(Folder, "blobs");

    public string Ingest => Path.Combine(Folder, "ingest");

    /// <summary>Our own things; other tools that read OCI layouts pass over them.</summary>
    public string Own => Path.Combine(Folder, ".store");

    /// <summary>Stays for ever: a lock on a file that was deleted keeps nobody out.</summary>
    public string Lock => Path.Combine(Own, "lock");

    /// <summary>The last index that was whole. buildx writes its own in place; who dies in that leaves half of it.</summary>
    public string IndexCopy => Path.Combine(Own, "index.json");

    public string Uses => Path.Combine(Own, "uses");

    public string Newest => Path.Combine(Own, "newest");

    public string Quarantine => Path.Combine(Own, "quarantine");

    /// <summary>Names in the folder that are known, ours and buildx's.</summary>
    public static bool IsKnown(string name) => name is "index.json" or "index.json.lock" or "oci-layout" or "blobs" or "ingest" or ".store";

    /// <summary>Whether a path is a link to somewhere else, whatever is there.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>The folder <c>blobs/&lt;algorithm&gt;</c>; <c>null</c> where there is none, or only a link to one, in which nothing is ours.</summary>
    public string? BlobFolder(string algorithm)
    {
        var folder = Path.Combine(Blobs, algorithm);
        return Directory.Exists(folder) && !IsLink(Blobs) && !IsLink(folder) ? folder : null;
    }
}
