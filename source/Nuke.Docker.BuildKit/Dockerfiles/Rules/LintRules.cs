namespace Nuke.Docker.BuildKit.Dockerfiles.Rules;

/// <summary>The linter's own rules.</summary>
public static class LintRules
{
    private const string Page = "source/Nuke.Docker.BuildKit/Dockerfiles/Rules/README.md";

    /// <summary>A build would fail before its first step.</summary>
    public static LintRule WouldFail { get; } = Rule("NDB000", nameof(WouldFail), LintSeverity.Error, "BuildKit reads this Dockerfile and refuses to build it", "the build fails", "mend what the message names");

    /// <summary>Code is copied before dependencies are installed.</summary>
    public static LintRule CodeBeforeDependencies { get; } = Rule("NDB001", nameof(CodeBeforeDependencies), LintSeverity.Warning, "code is copied before dependencies are installed", "each change of code installs all of them again", "lend the step only the files that it reads, and copy the code behind it", true);

    /// <summary>Packages are installed without a cache mount.</summary>
    public static LintRule NoCacheMount { get; } = Rule("NDB002", nameof(NoCacheMount), LintSeverity.Warning, "packages are installed without a cache mount", "one new dependency downloads all the others again", "add --mount=type=cache for the tool's cache folder", true);

    /// <summary>A cache mount misses the tool's folder or user.</summary>
    public static LintRule CacheMountMissesTool { get; } = Rule("NDB003", nameof(CacheMountMissesTool), LintSeverity.Warning, "the cache mount isn't where the tool keeps its cache, or belongs to another user", "the mount stays empty, and the cache lands in the image", "mount the folder of the user in effect, with uid and gid", true);

    /// <summary>A tool's cache is switched off.</summary>
    public static LintRule CacheSwitchedOff { get; } = Rule("NDB004", nameof(CacheSwitchedOff), LintSeverity.Warning, "the tool's cache is switched off", "every run downloads and builds every package", "keep the cache, and mount its folder so that it stays out of the image", true);

    /// <summary>uv links across file systems.</summary>
    public static LintRule UvLinkMode { get; } = Rule("NDB005", nameof(UvLinkMode), LintSeverity.Note, "uv tries to link from a cache mount, which is another file system", "a warning at each build, and a detour", "set UV_LINK_MODE=copy", true);

    /// <summary>Wheels are copied into the image.</summary>
    public static LintRule WheelsCopied { get; } = Rule("NDB006", nameof(WheelsCopied), LintSeverity.Warning, "wheels are copied into the image", "every package is in it twice", "bind-mount them from the stage that made them", true);

    /// <summary>Compilers are in the image that runs.</summary>
    public static LintRule CompilersInRuntime { get; } = Rule("NDB007", nameof(CompilersInRuntime), LintSeverity.Warning, "compilers or headers are installed in the image that runs", "hundreds of megabytes, and tools for an intruder", "build wheels in a stage of their own");

    /// <summary>An argument that changes with each build comes too early.</summary>
    public static LintRule VolatileArgumentEarly { get; } = Rule("NDB008", nameof(VolatileArgumentEarly), LintSeverity.Warning, "an argument that changes with each build stands before steps that don't need it", "all of them run again each time", "move it down to where it is used", true);

    /// <summary>A secret in an argument or variable.</summary>
    public static LintRule SecretInVariable { get; } = Rule("NDB009", nameof(SecretInVariable), LintSeverity.Error, "a secret stands in ARG or ENV", "everyone who has the image or its history has the secret", "use RUN --mount=type=secret");

    /// <summary>apt's lists stay in the image.</summary>
    public static LintRule AptListsLeft { get; } = Rule("NDB010", nameof(AptListsLeft), LintSeverity.Note, "apt's package lists stay in the image", "some 20 MB", "remove /var/lib/apt/lists in the same RUN, or mount it", true);

    /// <summary>apt's cache is mounted and not locked, or emptied by docker-clean.</summary>
    public static LintRule AptCacheUnlocked { get; } = Rule("NDB011", nameof(AptCacheUnlocked), LintSeverity.Warning, "apt's cache is mounted so that it can't work", "builds side by side fail on apt's lock, or Debian's docker-clean empties the cache after each install", "use sharing=locked, and remove /etc/apt/apt.conf.d/docker-clean", true);

    /// <summary>apt-get install without apt-get update.</summary>
    public static LintRule AptWithoutUpdate { get; } = Rule("NDB012", nameof(AptWithoutUpdate), LintSeverity.Warning, "apt-get install and apt-get update don't stand in one RUN", "the lists in the cache grow old, and packages can't be found", "write apt-get update && apt-get install in one RUN");

    /// <summary>No .dockerignore.</summary>
    public static LintRule NoDockerignore { get; } = Rule("NDB013", nameof(NoDockerignore), LintSeverity.Warning, "the whole context is copied and no .dockerignore keeps anything out", ".git, .venv and .env get into the image, and each of their changes runs the step again", "add a .dockerignore");

    /// <summary>A cache folder within the context.</summary>
    public static LintRule CacheInContext { get; } = Rule("NDB014", nameof(CacheInContext), LintSeverity.Warning, "a cache folder lies within the build context", "each build changes it, so COPY . . never hits the cache", "move it out, or name it in .dockerignore");

    /// <summary>Dependencies are installed without regard to the lock file.</summary>
    public static LintRule UnlockedSync { get; } = Rule("NDB015", nameof(UnlockedSync), LintSeverity.Warning, "dependencies are installed without insisting on the lock file", "another build installs other versions", "add --locked (uv), --frozen-lockfile (pdm) or --deploy (pipenv)", true);

    /// <summary>CMD or ENTRYPOINT in shell form.</summary>
    public static LintRule ShellFormCommand { get; } = Rule("NDB016", nameof(ShellFormCommand), LintSeverity.Warning, "the service is started through a shell", "it doesn't get the stop signal, and docker kills it after ten seconds", "write a JSON array", true);

    /// <summary>The image runs as root.</summary>
    public static LintRule RootUser { get; } = Rule("NDB017", nameof(RootUser), LintSeverity.Warning, "the image runs as root", "a hole in the service is a hole in the host", "create a user, and end with USER", true);

    /// <summary>A base image without a version.</summary>
    public static LintRule UnpinnedBase { get; } = Rule("NDB018", nameof(UnpinnedBase), LintSeverity.Warning, "the base image has no version", "another day builds something else, and all layers again", "name a tag such as 3.13-slim, or pin it by digest: DockerInit --pin-base-image writes one");

    /// <summary>Wheels are removed that are only mounted.</summary>
    public static LintRule RemovesMountedFiles { get; } = Rule("NDB019", nameof(RemovesMountedFiles), LintSeverity.Error, "a folder is removed that is only mounted", "the step fails: a mount can't be removed", "leave the removal out: nothing of a mount gets into the image", true);

    /// <summary>A suppression that suppresses nothing known.</summary>
    public static LintRule UnknownSuppression { get; } = Rule("NDB020", nameof(UnknownSuppression), LintSeverity.Warning, "a comment lets a rule pass that doesn't exist", "the rule that was meant still speaks, or has been renamed", "name an existing rule");

    /// <summary>FROM and AS in different case.</summary>
    public static LintRule FromAsCasing { get; } = Rule("NDB021", nameof(FromAsCasing), LintSeverity.Note, "FROM and AS are written in different case", "BuildKit warns at each build", "write both in capitals", true);

    /// <summary>apt installs without a cache mount.</summary>
    public static LintRule AptWithoutCache { get; } = Rule("NDB022", nameof(AptWithoutCache), LintSeverity.Note, "apt installs without a cache mount", "one new package downloads all the others again", "mount /var/cache/apt and /var/lib/apt with sharing=locked, and remove docker-clean");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        WouldFail, CodeBeforeDependencies, NoCacheMount, CacheMountMissesTool, CacheSwitchedOff, UvLinkMode, WheelsCopied, CompilersInRuntime, VolatileArgumentEarly, SecretInVariable, AptListsLeft,
        AptCacheUnlocked, AptWithoutUpdate, NoDockerignore, CacheInContext, UnlockedSync, ShellFormCommand, RootUser, UnpinnedBase, RemovesMountedFiles, UnknownSuppression, FromAsCasing, AptWithoutCache,
    ];

    /// <summary>By id or name, in any case; null where there is none.</summary>
    public static LintRule? Find(string name) =>
        All.FirstOrDefault(rule => rule.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static LintRule Rule(string id, string name, LintSeverity severity, string cause, string cost, string cure, bool fixable = false) =>
        new(id, name, severity, cause, cost, cure, $"{Page}#{id.ToLowerInvariant()}", fixable);
}
