namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

// What keeps packages from one build to the next.
public static partial class LintRules
{
    /// <summary>Packages are installed without a cache mount.</summary>
    public static LintRule NoCacheMount { get; } = Rule(
        "NDB002",
        nameof(NoCacheMount),
        LintSeverity.Warning,
        cause: "packages are installed without a cache mount",
        cost: "one new dependency downloads all the others again",
        cure: "add --mount=type=cache for the tool's cache folder",
        fixable: true);

    /// <summary>A cache mount misses the tool's folder or user.</summary>
    public static LintRule CacheMountMissesTool { get; } = Rule(
        "NDB003",
        nameof(CacheMountMissesTool),
        LintSeverity.Warning,
        cause: "the cache mount isn't where the tool keeps its cache, or belongs to another user",
        cost: "the mount stays empty, and the cache lands in the image",
        cure: "mount the folder of the user in effect, with uid and gid",
        fixable: true);

    /// <summary>A tool's cache is switched off.</summary>
    public static LintRule CacheSwitchedOff { get; } = Rule(
        "NDB004",
        nameof(CacheSwitchedOff),
        LintSeverity.Warning,
        cause: "the tool's cache is switched off",
        cost: "every run downloads and builds every package",
        cure: "keep the cache, and mount its folder so that it stays out of the image",
        fixable: true);

    /// <summary>uv links across file systems.</summary>
    public static LintRule UvLinkMode { get; } = Rule(
        "NDB005",
        nameof(UvLinkMode),
        LintSeverity.Note,
        cause: "uv tries to link from a cache mount, which is another file system",
        cost: "a warning at each build, and a detour",
        cure: "set UV_LINK_MODE=copy",
        fixable: true);

    /// <summary>apt's lists stay in the image.</summary>
    public static LintRule AptListsLeft { get; } = Rule(
        "NDB010",
        nameof(AptListsLeft),
        LintSeverity.Note,
        cause: "apt's package lists stay in the image",
        cost: "some 20 MB",
        cure: "remove /var/lib/apt/lists in the same RUN, or mount it",
        fixable: true);

    /// <summary>apt's cache is mounted and not locked, or emptied by docker-clean.</summary>
    public static LintRule AptCacheUnlocked { get; } = Rule(
        "NDB011",
        nameof(AptCacheUnlocked),
        LintSeverity.Warning,
        cause: "apt's cache is mounted so that it can't work",
        cost: "builds side by side fail on apt's lock, or Debian's docker-clean empties the cache after each install",
        cure: "use sharing=locked, and remove /etc/apt/apt.conf.d/docker-clean",
        fixable: true);

    /// <summary>apt-get install without apt-get update.</summary>
    public static LintRule AptWithoutUpdate { get; } = Rule(
        "NDB012",
        nameof(AptWithoutUpdate),
        LintSeverity.Warning,
        cause: "apt-get install and apt-get update don't stand in one RUN",
        cost: "the lists in the cache grow old, and packages can't be found",
        cure: "write apt-get update && apt-get install in one RUN");

    /// <summary>Dependencies are installed without regard to the lock file.</summary>
    public static LintRule UnlockedSync { get; } = Rule(
        "NDB015",
        nameof(UnlockedSync),
        LintSeverity.Warning,
        cause: "dependencies are installed without insisting on the lock file",
        cost: "another build installs other versions",
        cure: "add --locked (uv), --frozen-lockfile (pdm) or --deploy (pipenv)",
        fixable: true);

    /// <summary>apt installs without a cache mount.</summary>
    public static LintRule AptWithoutCache { get; } = Rule(
        "NDB022",
        nameof(AptWithoutCache),
        LintSeverity.Note,
        cause: "apt installs without a cache mount",
        cost: "one new package downloads all the others again",
        cure: "mount /var/cache/apt and /var/lib/apt with sharing=locked, and remove docker-clean");
}
