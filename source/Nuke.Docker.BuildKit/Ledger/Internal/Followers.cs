using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Counts the steps that followed from a cause, and what they cost.</summary>
internal static class Followers
{
    private const string DependenciesFirst =
        "Copy the files that the installation needs first, and the others after it: DockerFix does it.";

    /// <summary>Returns the causes with their followers.</summary>
    public static IReadOnlyList<StepCause> Count(IReadOnlyList<LedgerStep> steps, IReadOnlyList<StepCause?> causes)
    {
        var roots = new int[steps.Count];
        var counts = new int[steps.Count];
        var seconds = new double[steps.Count];
        var installs = new bool[steps.Count];
        for (var index = 0; index < steps.Count; index++)
        {
            roots[index] = index;
            if (causes[index] is not { Kind: CauseKind.ParentStep or CauseKind.SourceStage } cause)
                continue;
            var origin = cause.Kind == CauseKind.ParentStep
                ? steps[index].Parent
                : steps[index].Sources.FirstOrDefault(source => causes[source] is { } other && !other.WasCached(), index);
            roots[index] = origin == index || origin < 0 ? index : roots[origin];
            var root = roots[index];
            if (root == index)
                continue;
            counts[root]++;
            seconds[root] += steps[index].Seconds;
            installs[root] |= Installs(steps[index]);
        }

        var complete = new List<StepCause>();
        for (var index = 0; index < steps.Count; index++)
        {
            if (causes[index] is { } cause)
            {
                complete.Add(cause with
                {
                    Followers = counts[index],
                    FollowerSeconds = Math.Round(seconds[index], 3),
                    Advice = cause.Advice ?? (installs[index] && IsCode(cause, steps[index]) ? DependenciesFirst : null),
                });
            }
        }

        return complete;
    }

    private static bool Installs(LedgerStep step) =>
        step.Keyword == "RUN" && ShellScript.Commands(step.Inputs.GetValueOrDefault("command", "")).Any(command => PackageTool.Of(command) is not null);

    private static bool IsCode(StepCause cause, LedgerStep step) =>
        step.Keyword is "COPY" or "ADD" && cause.Kind is CauseKind.FileContent or CauseKind.FileAdded or CauseKind.FileRemoved or CauseKind.FileRenamed;
}
