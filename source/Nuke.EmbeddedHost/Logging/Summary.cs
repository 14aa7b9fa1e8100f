using Nuke.Common.Execution;
using Nuke.Common.Utilities;

namespace Nuke.Common.Logging;

/// <summary>Writes the end of a build: its problems again, a line per target, the outcome.</summary>
internal static class Summary
{
    private const int StatusWidth = 10;
    private const int DurationWidth = 10;
    private const int ReasonLength = 120;

    public static void WriteProblems(Host host, BuildSession session)
    {
        var problems = session.Log.Problems;
        if (problems.Count == 0)
            return;
        using (host.WriteBlock("Errors & Warnings"))
        {
            foreach (var problem in problems)
            {
                var (name, style) = LogText.Level(problem.Level);
                session.Console.WriteLine(problem.Target.Length > 0 ? $"[{name}] {problem.Target}: {problem.Text}" : $"[{name}] {problem.Text}", style);
            }
        }
    }

    public static void WriteTargets(INukeBuild build, BuildConsole console)
    {
        var nameWidth = Math.Max(Longest(build.ExecutionPlan.Select(x => x.Name)) + 4, 19);
        var width = nameWidth + StatusWidth + DurationWidth;
        console.WriteLine();
        console.WriteLine('═'.Repeat(width), TextStyle.Muted);
        console.WriteLine(Line("Target", "Status", "Duration"), TextStyle.Information);
        console.WriteLine('─'.Repeat(width), TextStyle.Muted);
        var total = TimeSpan.Zero;
        foreach (var target in build.ExecutionPlan.Where(x => x.Status != ExecutionStatus.Collective))
        {
            total += target.Duration;
            var ran = target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted;
            var pairs = target.SummaryInformation.Select(x => $"{x.Key}: {x.Value}").JoinCommaSpace();
            var information = pairs.Length > 0 ? $"   // {pairs}" : "";
            console.WriteLine((Line(target.Name, target.Status.ToString(), ran ? Time(target.Duration) : "") + information).TrimEnd(), Style(target.Status));
        }

        console.WriteLine('─'.Repeat(width), TextStyle.Muted);
        console.WriteLine(Line("Total", "", Time(total)), TextStyle.Information);
        console.WriteLine('═'.Repeat(width), TextStyle.Muted);

        string Line(string name, string status, string duration) => name.PadRight(nameWidth) + status.PadRight(StatusWidth) + duration.PadLeft(DurationWidth);
    }

    public static void WriteOutcome(INukeBuild build, BuildConsole console)
    {
        var (word, style) = build.AbortedTargets.Count > 0 || BuildSession.Current.Cancellation.Requested ? ("aborted", TextStyle.Warning)
            : build.IsSucceeding && build.ExitCode is null or 0 ? ("succeeded", TextStyle.Success)
            : ("failed", TextStyle.Error);
        console.WriteLine();
        console.WriteLine($"Build {word} on {DateTime.Now.ToString("yyyy-MM-dd HH:mm:ss")}.", style);
    }

    /// <summary>Returns the length of the longest text; 0 if there are none.</summary>
    public static int Longest(IEnumerable<string> texts)
    {
        var longest = 0;
        foreach (var text in texts)
            longest = Math.Max(longest, text.Length);
        return longest;
    }

    /// <summary>
    /// Returns the first line of the message of a failure, for the line of its target. A long one keeps its beginning and its end, because causes
    /// stand at the end.
    /// </summary>
    public static string Few(string message)
    {
        var line = message.Split('\n')[0].TrimEnd();
        return line.Length <= ReasonLength ? line : $"{line[..(ReasonLength / 2)].TrimEnd()} … {line[^(ReasonLength / 2)..].TrimStart()}";
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
