using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class CacheInContext() : DockerfileRule(new("NDB014", LintSeverity.Warning)
{
    Cause = "a cache directory is in the build context",
    Cost = "each build changes it, so that COPY . . never hits the cache",
    Cure = "move it out of the context, or add it to .dockerignore",
    Fixer = "adds a line to `.dockerignore`.",
})
{
    public override bool IsFixedInIgnoreFile => true;

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if (subject.WholeCopy() is not { } copy)
            yield break;
        foreach (var cache in Copied(subject))
            {
            const string Problem = "which changes with each build; move it";
            yield return Found(subject, copy, $"this copies the cache directory {cache}, {Problem}, or add {cache} to .dockerignore");
        }
    }

    /// <summary>Returns the cache directories that are copied, as paths in the context.</summary>
    public static IEnumerable<string> Copied(LintSubject subject) => subject.Context.Directory is not { } directory
        ? []
        : subject.Context.CacheDirectories
            .Select(cache => RelativePaths.Below(directory, Path.GetFullPath(cache, directory)))
            .OfType<string>()
            .Where(cache => !subject.Context.Ignores(cache));
}
