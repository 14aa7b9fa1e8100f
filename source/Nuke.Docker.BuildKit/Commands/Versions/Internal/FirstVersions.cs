namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>First versions of what no specification of flags tells: attributes within values, and abilities of tools.</summary>
internal static class FirstVersions
{
    /// <summary>buildx and BuildKit with several outputs of one build.</summary>
    public static Version SeveralOutputs { get; } = new(0, 13, 0);

    /// <summary>buildx with bake files, rawjson progress and <c>--call</c> as they are used here.</summary>
    public static Version Buildx { get; } = new(0, 13);

    /// <summary>buildx that empties a local cache's folder of what an export doesn't need.</summary>
    public static Version LocalCacheReset { get; } = new(0, 35, 0);

    /// <summary>Compose as a plugin.</summary>
    public static Version ComposePlugin { get; } = new(2, 0);

    /// <summary>An engine whose default builder is BuildKit.</summary>
    public static Version BuildKitByDefault { get; } = new(23, 0);

    /// <summary>An engine whose own Dockerfile frontend knows <c>RUN --mount</c>.</summary>
    public static Version RunMounts { get; } = new(20, 10);

    /// <summary>A BuildKit that lists its history after a record was removed; older ones end the daemon (moby/buildkit#6614).</summary>
    public static Version HistoryListAfterRemoval { get; } = new(0, 29, 0);

    /// <summary>Older tools drop them without a word; of <c>--allow</c> they refuse the build.</summary>
    public static IReadOnlyList<AttributeNeed> Attributes { get; } =
    [
        BuildKit("--cache-to", "registry local", "image-manifest", 12),
        BuildKit("--cache-to", "registry local gha s3 azblob", "ignore-error", 12),
        new("--cache-to", "local", "reset", VersionedTool.Buildx, LocalCacheReset),
        BuildKit("--cache-to", "gha", "timeout", 13),
        BuildKit("--cache-to", "gha", "ghtoken", 14),
        BuildKit("--cache-to", "gha", "url_v2", 20),
        BuildKit("--cache-to", "s3", "upload_parallelism", 16),
        BuildKit("--cache-to", "s3", "disable_accept_encoding", 30),
        BuildKit("--cache-to", "s3", "retry_mode", 30),
        BuildKit("--cache-to", "s3", "retry_max_attempts", 30),
        BuildKit("--cache-from", "gha", "timeout", 13),
        BuildKit("--cache-from", "gha", "url_v2", 20),
        BuildKit("--cache-from", "s3", "disable_accept_encoding", 30),
        BuildKit("--cache-from", "s3", "retry_mode", 30),
        BuildKit("--cache-from", "s3", "retry_max_attempts", 30),
        BuildKit("--output", "local tar", "platform-split", 12),
        BuildKit("--output", "image registry oci docker", "rewrite-timestamp", 13),
        BuildKit("--output", "image registry oci docker", "oci-artifact", 19),
        BuildKit("--output", "local", "mode", 31),
        BuildKit("--attest", "provenance", "capture-usage", 12),
        BuildKit("--attest", "provenance", "version", 23),
        BuildKit("--attest", "provenance", "complete-materials", 31),
        BuildKit("--allow", "", "device", 21),
        new("--allow", "", "buildx.local.delete", VersionedTool.Buildx, new(0, 35, 0)),
        .. new[] { "memory", "memory-swap", "cpu-shares", "cpu-period", "cpu-quota", "cpuset-cpus", "cpuset-mems" }
            .Select(resource => BuildKit("--resource", "", resource, 31)),
    ];

    private static AttributeNeed BuildKit(string flag, string types, string attribute, int minor) =>
        new(flag, types, attribute, VersionedTool.BuildKit, new(0, minor, 0));
}
