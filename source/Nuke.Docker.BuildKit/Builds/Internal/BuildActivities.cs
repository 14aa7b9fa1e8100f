using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Emits activities for a build, its attempts and its steps, with the facts about the cache as tags. Any OpenTelemetry exporter can collect them from
/// the source <c>Nuke.Docker.BuildKit</c>. Without a listener nothing is created.
/// </summary>
internal static class BuildActivities
{
    private const string Parent = "TRACEPARENT";

    private static readonly ActivitySource s_source = new("Nuke.Docker.BuildKit");

    /// <summary>Starts the activity of a build, below the current one or that of the variable <c>TRACEPARENT</c>.</summary>
    public static Activity? StartBuild(IReadOnlyList<BuildPart> parts)
    {
        if (!s_source.HasListeners())
            return null;
        var parent = Activity.Current is null && ActivityContext.TryParse(Environment.GetEnvironmentVariable(Parent), traceState: null, out var context)
            ? context
            : default;
        var activity = s_source.StartActivity("docker build", ActivityKind.Internal, parent);
        return activity?.SetTag("docker.images", parts.Select(part => part.Image).ToArray());
    }

    /// <summary>Starts the activity of an attempt.</summary>
    public static Activity? StartAttempt() => s_source.HasListeners() ? s_source.StartActivity("docker build attempt") : null;

    /// <summary>Makes the spans of buildx and BuildKit children of the attempt.</summary>
    public static T Continue<T>(T command, Activity? attempt)
        where T : DockerSettings =>
        attempt is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? command.AddEnvironmentVariable(Parent, id) : command;

    /// <summary>Ends an attempt with its result.</summary>
    public static void EndAttempt(Activity? attempt, string? fault)
    {
        if (attempt is not null)
            SetStatus(attempt, fault);
    }

    /// <summary>Ends a build: adds the steps to its attempts, and the facts of its reports.</summary>
    public static void EndBuild(Activity? build, IReadOnlyList<BuildReport> reports, IReadOnlyList<ActivityContext> attempts)
    {
        if (build is null)
            return;
        foreach (var report in reports)
        {
            foreach (var step in report.Steps.Where(step => step.Start is not null && attempts.Count > 0))
                AddStep(attempts[AttemptOf(report, step, attempts.Count)], report, step);
        }
        var (cached, ran) = (reports.Sum(report => report.Count(StepResult.Cached)), reports.Sum(report => report.Count(StepResult.Ran)));
        build.SetTag("docker.build.cached_steps", cached)
            .SetTag("docker.build.ran_steps", ran)
            .SetTag("docker.build.context_bytes", reports.Sum(report => report.ContextBytes))
            .SetTag("docker.build.attempts", Math.Max(1, reports.Max(report => report.Attempts.Count)));
        if (cached + ran > 0)
            build.SetTag("docker.build.hit_rate", (double)cached / (cached + ran));
        SetStatus(build, reports.Select(report => report.Fault).FirstOrDefault(fault => fault is not null));
    }

    // The last attempt that began before the step.
    private static int AttemptOf(BuildReport report, StepReport step, int count)
    {
        var index = 0;
        while (index + 1 < Math.Min(count, report.Attempts.Count) && report.Attempts[index + 1].Start <= step.Start)
            index++;
        return index;
    }

    private static void AddStep(ActivityContext attempt, BuildReport report, StepReport step)
    {
        // By the local clock: the report counts from the first event of BuildKit.
        var start = report.Started.ToUniversalTime().AddSeconds(step.Start!.Value);
        var name = string.Create(CultureInfo.InvariantCulture, $"{step.Stage ?? "Dockerfile"} {step.Number}/{step.Of}");
        using var activity = s_source.StartActivity(name, ActivityKind.Internal, attempt, startTime: start);
        if (activity is null)
            return;
        activity.SetTag("docker.image", report.Image)
            .SetTag("docker.step.instruction", step.Instruction)
            .SetTag("docker.step.stage", step.Stage)
            .SetTag("docker.step.platform", step.Platform)
            .SetTag("docker.step.result", step.Result.ToString())
            .SetTag("docker.step.cached", step.Result == StepResult.Cached)
            .SetTag("docker.step.critical", step.Critical);
        if (report.Causes.FirstOrDefault(cause =>
            (cause.Stage, cause.Platform, cause.Number, cause.Instruction) == (step.Stage, step.Platform, step.Number, step.Instruction)) is { } found)
            activity.SetTag("docker.step.cause", found.Kind.ToString()).SetTag("docker.step.cause.description", found.Sentence);
        if (step.Error is not null)
            activity.SetStatus(ActivityStatusCode.Error, step.Error);
        activity.SetEndTime(start.AddSeconds(step.Seconds).UtcDateTime);
    }

    private static void SetStatus(Activity activity, string? fault) =>
        activity.SetStatus(fault is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, fault);
}
