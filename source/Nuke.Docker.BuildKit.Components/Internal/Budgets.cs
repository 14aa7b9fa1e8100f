using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Compares reports with the budgets of a build class.</summary>
internal static class Budgets
{
    /// <exception cref="InvalidSettingException">A budget is not a duration or size.</exception>
    /// <exception cref="DockerBuildException">A build exceeded a budget (<see cref="DockerFaultKind.BudgetExceeded"/>).</exception>
    public static bool Require(IHazDockerBudgets budgets, IReadOnlyList<BuildReport> reports)
    {
        var exceeded = reports.SelectMany(report => Exceeded(budgets, report).Select(text => reports.Count > 1 ? $"{report.Image}: {text}" : text)).ToList();
        return exceeded.Count == 0 ? true : throw new DockerBuildException(new DockerFault
        {
            Kind = DockerFaultKind.BudgetExceeded,
            Cause = $"The image {(reports.All(report => report.Skipped) ? "is up to date" : "was built")}, but {string.Join("; ", exceeded)}.",
            Cure = "report.html shows where time and size come from and why steps ran. Reduce them, or raise the budget.",
        })
        {
            Reports = reports,
        };
    }

    /// <summary>Checks the values before anything is built.</summary>
    /// <exception cref="InvalidSettingException">A budget is not a duration or size.</exception>
    public static bool Check(IHazDockerBudgets budgets)
    {
        if (budgets.DockerMaximumTime is { Length: > 0 } time)
            GoDuration.Parse(time, "--docker-maximum-time");
        if (budgets.DockerMaximumImageSize is { Length: > 0 } size)
            ByteSize.ParseDecimal(size, "--docker-maximum-image-size");
        if (budgets.DockerMaximumContext is { Length: > 0 } context)
            ByteSize.ParseDecimal(context, "--docker-maximum-context");
        return true;
    }

    /// <summary>Returns the budgets that a build exceeded, in words.</summary>
    public static IEnumerable<string> Exceeded(IHazDockerBudgets budgets, BuildReport report)
    {
        // A build without steps, such as one of a base image alone, has no hit rate.
        if (budgets.DockerMinimumHitRate is { } minimum && report.HitRate is { } rate && rate * 100 < minimum)
            yield return $"{HumanText.Rate(rate)} of its steps were cached, less than --docker-minimum-hit-rate {minimum}";
        if (!report.Skipped
            && budgets.DockerMaximumTime is { Length: > 0 } time
            && report.Seconds > GoDuration.Parse(time, "--docker-maximum-time").TotalSeconds)
            yield return $"it took {HumanText.Duration(TimeSpan.FromSeconds(report.Seconds))}, longer than --docker-maximum-time {time}";
        if (budgets.DockerMaximumImageSize is { Length: > 0 } size
            && BytesOf(report) is { } bytes
            && bytes > ByteSize.ParseDecimal(size, "--docker-maximum-image-size").Bytes)
            yield return $"it has {HumanText.Size(bytes)}, more than --docker-maximum-image-size {size}";
        if (budgets.DockerMaximumContext is { Length: > 0 } context && report.ContextBytes > ByteSize.ParseDecimal(context, "--docker-maximum-context").Bytes)
            yield return $"{HumanText.Size(report.ContextBytes)} were sent from its context, more than --docker-maximum-context {context}";
    }

    /// <summary>Returns the predicted hit rate in words if the build will or may exceed its budget; otherwise, <c>null</c>.</summary>
    public static string? Predicted(IHazDockerBudgets budgets, int cached, int runs, int depends)
    {
        if (budgets.DockerMinimumHitRate is not { } minimum || cached + runs + depends is not (> 0 and var steps) || 100.0 * cached / steps >= minimum)
            return null;
        var isSure = 100.0 * (cached + depends) / steps < minimum;
        return $"{(depends > 0 ? "at least " : "")}{HumanText.Rate((double)cached / steps)} of its steps will be cached: "
            + $"the build {(isSure ? "will" : "may")} fail, because --docker-minimum-hit-rate is {minimum}";
    }

    // A skipped build has no size: its image is that of the last build.
    private static long? BytesOf(BuildReport report) =>
        report.Skipped ? report.History.LastOrDefault(build => build.ImageBytes is not null)?.ImageBytes : report.Result.Bytes;
}
