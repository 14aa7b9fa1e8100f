namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

// What is sent and copied.
public static partial class LintRules
{
    /// <summary>No .dockerignore.</summary>
    public static LintRule NoDockerignore { get; } = Rule(
        "NDB013",
        nameof(NoDockerignore),
        LintSeverity.Warning,
        cause: "the whole context is copied and no .dockerignore keeps anything out",
        cost: ".git, .venv and .env get into the image, and each of their changes runs the step again",
        cure: "add a .dockerignore",
        fixable: true);

    /// <summary>A cache folder within the context.</summary>
    public static LintRule CacheInContext { get; } = Rule(
        "NDB014",
        nameof(CacheInContext),
        LintSeverity.Warning,
        cause: "a cache folder lies within the build context",
        cost: "each build changes it, so COPY . . never hits the cache",
        cure: "move it out, or name it in .dockerignore",
        fixable: true);

    /// <summary>The ignore file keeps out what the build needs, or can't be read.</summary>
    public static LintRule IgnoreFileBreaksBuild { get; } = Rule(
        "NDB023",
        nameof(IgnoreFileBreaksBuild),
        LintSeverity.Error,
        cause: "the ignore file keeps out what the build needs, or has a line that BuildKit refuses",
        cost: "the build fails, with words that don't name the ignore file",
        cure: "mend the line that is named",
        fixable: true);

    /// <summary>The ignore file lets in what was never meant to be copied.</summary>
    public static LintRule IgnoreFileMissesFiles { get; } = Rule(
        "NDB024",
        nameof(IgnoreFileMissesFiles),
        LintSeverity.Warning,
        cause: "the whole context is copied, and the ignore file lets secrets or leftovers in",
        cost: "they get into the image, and each of their changes runs the step again",
        cure: "write **/ in front of what may lie anywhere, and add what is missing",
        fixable: true);
}
