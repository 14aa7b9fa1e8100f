namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>A record of a builder's cache.</summary>
public sealed record CacheRecord : DockerAnswer
{
    internal const string MountType = "exec.cachemount";

    /// <summary>Id, the value of <c>buildx prune --filter id=…</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>regular</c>, <c>source.local</c>, <c>source.git.checkout</c>, <c>exec.cachemount</c>, <c>internal</c> or <c>frontend</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Name of the step that created it, or of the cache mount; <c>null</c> if BuildKit does not report it.</summary>
    public string? Description { get; init; }

    /// <summary>Size; <c>null</c> if it is not reported.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Indicates that an image shares the content, so that pruning the record frees nothing.</summary>
    public bool Shared { get; init; }

    /// <summary>Indicates that it can be pruned, because it is not in use.</summary>
    public bool Reclaimable { get; init; }

    /// <summary>Indicates that it can still change, as a cache mount can.</summary>
    public bool Mutable { get; init; }

    /// <summary>Ids of the records that it is based on.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Creation time; <c>null</c> if it is not reported.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Time of the last use, rounded, because buildx prints an age; <c>null</c> if it was never used.</summary>
    public PrintedTime? LastUsed { get; init; }

    /// <summary>Number of builds that used it.</summary>
    public long UsageCount { get; init; }

    /// <summary>Id of the cache mount (<c>RUN --mount=type=cache,id=…</c>, or its target); <c>null</c> for other records.</summary>
    public string? MountId
    {
        get
        {
            // BuildKit puts a namespace before the id, which is empty in builds of Dockerfiles: "/pip", "//root/.cache/pip".
            var id = MountIdIn(Type, Description);
            return id is ['/', ..] ? id[1..] : id;
        }
    }

    /// <summary>Returns the id of the cache mount in a description, with its namespace; <c>null</c> for other records.</summary>
    internal static string? MountIdIn(string? type, string? description)
    {
        // cached mount /root/.cache from exec /bin/sh -c pip install with id "//root/.cache"
        const string Before = " with id \"";
        if (type != MountType || description is not [.. var text, '"'])
            return null;
        var start = text.LastIndexOf(Before, StringComparison.Ordinal);
        return start < 0 ? null : text[(start + Before.Length)..];
    }
}
