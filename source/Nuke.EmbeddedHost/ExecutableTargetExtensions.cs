using Nuke.Common.Execution;

namespace Nuke.Common;

public static class ExecutableTargetExtensions
{
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target) => Has(targets, target);

    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Setup target) => Has(targets, target);

    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Cleanup target) => Has(targets, target);

    private static bool Has(IEnumerable<ExecutableTarget> targets, Delegate factory) => targets.Any(x => x.Factory.Equals(factory));
}
