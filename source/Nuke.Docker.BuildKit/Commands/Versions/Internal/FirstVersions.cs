namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>First versions of attributes within values and of features of the tools.</summary>
internal static partial class FirstVersions
{
    /// <summary>buildx and BuildKit that support several outputs of one build.</summary>
    public static Version SeveralOutputs { get; } = new(0, 13, 0);

    /// <summary>buildx with support for bake files, rawjson progress and <c>--call</c>.</summary>
    public static Version Buildx { get; } = new(0, 13);

    /// <summary>buildx that removes unneeded content from the folder of a local cache.</summary>
    public static Version LocalCacheReset => Since("--cache-to", "local", "reset");

    /// <summary>Compose as a plugin.</summary>
    public static Version ComposePlugin { get; } = new(2, 0);

    /// <summary>An engine whose default builder is BuildKit.</summary>
    public static Version BuildKitByDefault { get; } = new(23, 0);

    /// <summary>Engine whose built-in Dockerfile frontend supports <c>RUN --mount</c>.</summary>
    public static Version RunMounts { get; } = new(20, 10);

    /// <summary>BuildKit that can list its history after a record was removed; older ones crash (moby/buildkit#6614).</summary>
    public static Version HistoryListAfterRemoval { get; } = new(0, 29, 0);

    private static Version Since(string flag, string type, string attribute) =>
        Attributes.Single(need => need.AppliesTo(flag, type) && need.Attribute == attribute).Since;
}
