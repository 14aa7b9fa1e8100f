using Nuke.Common.Execution;
using Nuke.Common.Utilities;
using Serilog.Events;

namespace Nuke.Common.Logging;

/// <summary>What stands at the end of a build: its problems again, a line per target, the outcome.</summary>
internal static class Summary
{
    private const int StatusWidth = 10;
    private const int DurationWidth = 10;

    public static void WriteProblems(Host host, BuildSession session)
    {
        var problems = session.Log.Problems;
        if (problems.Count == 0)
            return;
        using (host.WriteBlock("Errors & Warnings"))
        {
            foreach (var (level, target, text) in problems)
            {
                var (name, style) = LogText.Level(level);
                session.Console.WriteLine(target.Length > 0 ? $"[{name}] {target}: {text}" : $"[{name}] {text}", level >= LogEventLevel.Warning ? style : TextStyle.Plain);
            }
        }
    }

    public static void WriteTargets(INukeBuild build, BuildConsole console)
    {
        var nameWidth = Math.Max(build.ExecutionPlan.Max(x => x.Name.Length) + 4, 19);
        var width = nameWidth + StatusWidth + DurationWidth;
        console.WriteLine();
        console.WriteLine('═'.Repeat(width), TextStyle.Muted);
        console.WriteLine(Line("Target", "Status", "Duration"), TextStyle.Information);
        console.WriteLine('─'.Repeat(width), TextStyle.Muted);
        foreach (var target in build.ExecutionPlan.Where(x => x.Status != ExecutionStatus.Collective))
        {
            var ran = target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted;
            var information = target.SummaryInformation.Count > 0 ? $"   // {target.SummaryInformation.Select(x => $"{x.Key}: {x.Value}").JoinCommaSpace()}" : "";
            console.WriteLine((Line(target.Name, target.Status.ToString(), ran ? Time(target.Duration) : "") + information).TrimEnd(), Style(target.Status));
        }

        console.WriteLine('─'.Repeat(width), TextStyle.Muted);
        console.WriteLine(Line("Total", "", Time(build.ExecutionPlan.Aggregate(TimeSpan.Zero, (sum, x) => sum + x.Duration))), TextStyle.Information);
        console.WriteLine('═'.Repeat(width), TextStyle.Muted);

        string Line(string name, string status, string duration) => name.PadRight(nameWidth) + status.PadRight(StatusWidth) + duration.PadLeft(DurationWidth);
    }

    public static void WriteOutcome(INukeBuild build, BuildConsole console)
    {
        var (word, style) = build.AbortedTargets.Count > 0 || BuildSession.Current.Cancellation.Requested ? ("aborted", TextStyle.Warning)
            : build.IsSucceeding && build.ExitCode is null or 0 ? ("succeeded", TextStyle.Success)
            : ("failed", TextStyle.Error);
        console.WriteLine();
        console.WriteLine($"Build {word} on {DateTime.Now:yyyy-MM-dd HH:mm:ss}.", style);
    }

    private static string Time(TimeSpan time) => time.TotalSeconds < 1 ? "< 1sec" : $"{(int)time.TotalMinutes}:{time:ss}";

    private static TextStyle Style(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => TextStyle.Success,
        ExecutionStatus.Failed => TextStyle.Error,
        ExecutionStatus.Aborted or ExecutionStatus.NotRun => TextStyle.Warning,
        _ => TextStyle.Muted,
    };
}
