using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Rules.Internal;

/// <summary>The build context.</summary>
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
        if (subject.Context.Directory is not { } directory || WholeCopy(subject) is not { } copy)
            yield break;
        foreach (var cache in subject.Context.CacheDirectories)
        {
            var relative = Path.GetRelativePath(directory, Path.GetFullPath(cache, directory)).Replace('\\', '/');
            if (!relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative) && !(subject.Context.Ignores?.Invoke(relative) ?? false))
                yield return subject.Find(LintRules.CacheInContext, copy, $"the cache folder {relative} lies in what is copied here; each build changes it. Move it, or add {relative} to .dockerignore");
        }
    }

    private static TransferInstruction? WholeCopy(LintSubject subject) =>
        subject.Dockerfile.Instructions.OfType<TransferInstruction>().FirstOrDefault(copy => ContextCopy.FromContext(copy) && copy.ExpandedSources.Any(ContextCopy.IsWhole));
}
