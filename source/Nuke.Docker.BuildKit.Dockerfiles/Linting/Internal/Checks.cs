using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>All checks of our own, in the order of the rules.</summary>
internal static class Checks
{
    private static readonly Func<LintSubject, IEnumerable<LintFinding>>[] s_all =
    [
        WouldFail,
        OrderChecks.CodeBeforeDependencies,
        OrderChecks.NeedlessSyncs,
        CacheChecks.Mounts,
        CacheChecks.SwitchedOff,
        UvChecks.LinkMode,
        WheelChecks.Copied,
        CompilerChecks.Compilers,
        OrderChecks.VolatileArguments,
        SecretChecks.Secrets,
        AptChecks.ListsLeft,
        AptChecks.CacheUnlocked,
        AptChecks.WithoutUpdate,
        ContextChecks.NoDockerignore,
        ContextChecks.CacheInContext,
        IgnoreFileChecks.Breaks,
        IgnoreFileChecks.Misses,
        UvChecks.Unlocked,
        StageChecks.ShellForm,
        StageChecks.Root,
        StageChecks.UnpinnedBase,
        WheelChecks.RemovesMounted,
        StageChecks.Casing,
    ];

    public static IEnumerable<LintFinding> Of(LintSubject subject) => s_all.SelectMany(check => check(subject));

    private static IEnumerable<LintFinding> WouldFail(LintSubject subject) =>
        subject.Dockerfile.Problems.Select(problem => new LintFinding(LintRules.WouldFail, subject.Dockerfile.Path, problem.Lines, problem.Message));
}
