namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>All rules of this linter.</summary>
internal static class RuleCatalog
{
    public static WouldFail WouldFail { get; } = new();

    public static IgnoreFileBreaksBuild IgnoreFileBreaksBuild { get; } = new();

    /// <summary>The rules, in the order in which their fixes are tried: edits that move a line come before edits that change it.</summary>
    public static IReadOnlyList<DockerfileRule> All { get; } =
    [
        WouldFail,
        new UnknownSuppression(),
        new SecretInVariable(),
        new UnpinnedBase(),
        new FromAsCasing(),
        new WheelsCopied(),
        new RemovesMountedFiles(),
        new CodeBeforeDependencies(),
        new VersionBeforeDependencies(),
        new VolatileArgumentEarly(),
        new CompilersInRuntime(),
        new CacheSwitchedOff(),
        new NoCacheMount(),
        new CacheMountMissesTool(),
        new AptCacheUnlocked(),
        new AptListsLeft(),
        new AptWithoutUpdate(),
        new AptWithoutCache(),
        new UnlockedSync(),
        new UvLinkMode(),
        new ShellFormCommand(),
        new RootUser(),
        new NoDockerignore(),
        new CacheInContext(),
        IgnoreFileBreaksBuild,
        new IgnoreFileMissesFiles(),
        new UnverifiedDownload(),
        new MovingSource(),
        new LinkedOwnerByName(),
        new UnknownBuildArgument(),
        new CarriageReturn(),
        new PlaceholderCopied(),
        new WrongEncoding(),
    ];
}
