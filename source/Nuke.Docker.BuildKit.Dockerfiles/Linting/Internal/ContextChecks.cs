using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>What is in the build context and had better not be.</summary>
internal static class ContextChecks
{
    public static IEnumerable<LintFinding> NoDockerignore(LintSubject subject)
    {
        if (subject.Context.Directory is null || subject.Context.IgnoreFile is not null)
            yield break;
        if (WholeCopy(subject) is { } copy)
            yield return subject.Find(LintRules.NoDockerignore, copy, "the whole folder is sent and copied, and there is no .dockerignore; add one");
    }

    public static IEnumerable<LintFinding> CacheInContext(LintSubject subject)
    {
        if (WholeCopy(subject) is not { } copy)
            yield break;
        foreach (var cache in CachesWithin(subject))
            yield return subject.Find(LintRules.CacheInContext, copy, $"the cache folder {cache} lies in what is copied here; each build changes it. Move it, or add {cache} to .dockerignore");
    }

    /// <summary>Cache folders that are copied, as paths of the context.</summary>
    public static IEnumerable<string> CachesWithin(LintSubject subject) => subject.Context.Directory is not { } directory
        ? []
        : subject.Context.CacheDirectories
            .Select(cache => RelativePaths.Below(directory, Path.GetFullPath(cache, directory)))
            .OfType<string>()
            .Where(cache => !subject.Context.Ignores(cache));

    /// <summary>The instruction that copies everything; null where none does.</summary>
    public static TransferInstruction? WholeCopy(LintSubject subject) => subject.Needed()
        .SelectMany(stage => stage.Instructions)
        .OfType<TransferInstruction>()
        .FirstOrDefault(copy => ContextCopy.FromContext(copy) && copy.ExpandedSources.Any(ContextCopy.IsWhole));
}
