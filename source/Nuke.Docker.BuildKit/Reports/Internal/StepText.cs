using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Internal;

/// <summary>Formats steps for all summaries.</summary>
internal static class StepText
{
    public static string Name(StepReport step)
    {
        var number = $"{step.Number}/{step.Of}";
        return (step.Platform, step.Stage) switch
        {
            (null, null) => number,
            (null, { } stage) => $"{stage} {number}",
            ({ } platform, null) => $"{platform} {number}",
            var (platform, stage) => $"{platform} {stage} {number}",
        };
    }

    public static string Words(StepResult result) => result switch
    {
        StepResult.Skipped => "not run",
        StepResult.Cached => "cached",
        StepResult.Ran => "ran",
        StepResult.Failed => "failed",
        StepResult.Stopped => "stopped",
        StepResult.CacheLost => "lost its cache",
        _ => result.ToString(),
    };

    public static string Duration(StepReport step) => HumanText.Duration(TimeSpan.FromSeconds(step.Seconds));

    public static string Instruction(StepReport step, int length) => HumanText.Shorten(HumanText.ShortenDigests(step.Instruction), length);

    /// <summary>Shortens digests and omits the mounts of a <c>RUN</c>, so that its command comes first.</summary>
    public static string Essence(string instruction)
    {
        var text = HumanText.ShortenDigests(instruction);
        if (!text.StartsWith("RUN --", StringComparison.OrdinalIgnoreCase))
            return text;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var command = words.Skip(1).SkipWhile(word => word.StartsWith("--", StringComparison.Ordinal)).ToList();
        return command.Count == 0 ? text : $"RUN {string.Join(' ', command)}";
    }

    /// <summary>Formats a number of things: <c>1 file</c>, <c>2 files</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
