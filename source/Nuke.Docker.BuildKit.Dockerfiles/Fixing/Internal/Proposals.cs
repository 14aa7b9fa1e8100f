using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>All fixes that are known, in the order in which they are tried: what moves a line comes before what changes it.</summary>
internal static class Proposals
{
    private static readonly Func<LintSubject, IEnumerable<Proposal>>[] s_all =
    [
        StageFixes.Casing,
        WheelFixes.Copied,
        WheelFixes.Removed,
        OrderFixes.TwoSyncs,
        OrderFixes.NeedlessSyncs,
        OrderFixes.CodeBeforeDependencies,
        OrderFixes.VolatileArguments,
        SplitFixes.Split,
        CompilerFixes.Unneeded,
        CacheFixes.SwitchedOff,
        CacheFixes.NoMount,
        CacheFixes.Foreign,
        AptFixes.Sharing,
        AptFixes.ListsLeft,
        UvFixes.Locked,
        UvFixes.LinkMode,
        StageFixes.ShellForm,
        StageFixes.Root,
    ];

    public static IEnumerable<Proposal> Of(LintSubject subject) => s_all.SelectMany(fix => fix(subject));
}
