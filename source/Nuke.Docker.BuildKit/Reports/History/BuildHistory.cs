using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.History;

/// <summary>
/// The last builds of an image, and the last executions of its steps, in a small text file: at most 50 builds, 500 steps and 20 executions of each.
/// A file that is missing or damaged is an empty history; a line that can't be read is omitted.
/// </summary>
internal sealed class BuildHistory
{
    private const string Header = "# History of builds, format 1";
    private const int MaxBuilds = 50;
    private const int MaxSteps = 500;
    private const int MaxRuns = 20;
    private const int MaxKeyLength = 300;
    private const int MaxLayers = 200;

    // The step was seen last in the build with this number.
    private readonly Dictionary<string, (int Seen, IReadOnlyList<PastRun> Runs)> _steps = new(StringComparer.Ordinal);

    private BuildHistory()
    {
    }

    /// <summary>A history without builds.</summary>
    public static BuildHistory Empty { get; } = new();

    /// <summary>The name of the image in its last report; <c>null</c> if it is not known. That of a compose service is not the name of its folder.</summary>
    public string? Image { get; private init; }

    /// <summary>The builds, the oldest first.</summary>
    public IReadOnlyList<PastBuild> Builds { get; private init; } = [];

    /// <summary>The layers of the last image, the base image first; empty if they are unknown.</summary>
    public IReadOnlyList<LayerReport> Layers { get; private init; } = [];

    /// <summary>Reads the file. Fails on no content.</summary>
    public static BuildHistory Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllLines(path)) : Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Empty;
        }
    }

    /// <summary>Reads the lines of a file.</summary>
    public static BuildHistory Parse(IEnumerable<string> lines)
    {
        var builds = new List<PastBuild>();
        var layers = new List<LayerReport>();
        var steps = new Dictionary<string, (int, IReadOnlyList<PastRun>)>(StringComparer.Ordinal);
        string? image = null;
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            if (fields is ["image", { Length: > 0 } name])
                image = name;
            else if (fields is ["build", ..] && Build(fields) is { } build)
                builds.Add(build);
            else if (fields is ["layer", var size, var digest, var instruction] && long.TryParse(size, CultureInfo.InvariantCulture, out var bytes))
                layers.Add(new LayerReport { Instruction = instruction, Bytes = bytes, Digest = digest.Length > 0 ? digest : null });
            else if (fields is ["step", var seen, var key, var runs] && int.TryParse(seen, CultureInfo.InvariantCulture, out var number))
                steps[key] = (number, Runs(runs));
        }
        var history = new BuildHistory { Image = image, Builds = [.. builds.TakeLast(MaxBuilds)], Layers = layers };
        foreach (var (key, step) in steps)
            history._steps[key] = step;
        return history;
    }

    /// <summary>Returns the earlier executions of a step, the oldest first. The number of a step may change; its instruction may not.</summary>
    public IReadOnlyList<PastRun> RunsOf(string? platform, string? stage, string instruction) =>
        _steps.TryGetValue(KeyOf(platform, stage, instruction), out var step) ? step.Runs : [];

    /// <summary>Adds a build, and removes what exceeds the limits.</summary>
    public BuildHistory With(BuildReport report)
    {
        var number = Builds is [.., var last] ? last.Number + 1 : 1;
        var history = new BuildHistory
        {
            Image = Line(report.Image),
            Builds = [.. Builds.Append(Of(report, number)).TakeLast(MaxBuilds)],
            Layers = report.Layers.Count == 0
                ? Layers
                : [.. report.Layers.Take(MaxLayers).Select(layer => layer with { Instruction = Line(layer.Instruction) })],
        };
        var seen = new Dictionary<string, (int Seen, IReadOnlyList<PastRun> Runs)>(_steps, StringComparer.Ordinal);
        foreach (var step in report.UserSteps)
        {
            var key = KeyOf(step.Platform, step.Stage, step.Instruction);
            IEnumerable<PastRun> runs = seen.TryGetValue(key, out var before) ? before.Runs.Where(run => run.Build != number) : [];
            if (step.Result == StepResult.Ran)
                runs = runs.Append(new PastRun(number, step.Seconds));
            seen[key] = (number, [.. runs.TakeLast(MaxRuns)]);
        }
        foreach (var (key, step) in seen.OrderByDescending(step => step.Value.Seen).ThenBy(step => step.Key, StringComparer.Ordinal).Take(MaxSteps))
            history._steps[key] = step;
        return history;
    }

    /// <summary>Adds the history, this build included, and the time that the cache saved to a report.</summary>
    public BuildReport AddTo(BuildReport report)
    {
        var steps = report.Steps.Select(step => step with { Past = RunsOf(step.Platform, step.Stage, step.Instruction) }).ToList();
        var saved = steps.Where(step => step is { Result: StepResult.Cached, BaseImage: false, Past.Count: > 0 }).ToList();
        return report with
        {
            Steps = steps,
            SavedSeconds = saved.Count == 0 ? null : Math.Round(saved.Sum(step => step.Past[^1].Seconds), 3),
            History = Builds,
        };
    }

    /// <summary>Formats the history as the text of its file.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Image is not null)
            text.Append(CultureInfo.InvariantCulture, $"image\t{Image}\n");
        foreach (var build in Builds)
        {
            text.Append(CultureInfo.InvariantCulture, $"build\t{build.Number}\t{build.Started:O}\t{build.Seconds}\t{build.ExitCode}\t")
                .Append(CultureInfo.InvariantCulture, $"{build.Cached}\t{build.Ran}\t{build.ContextBytes}\t{build.ImageBytes}\t")
                .Append(CultureInfo.InvariantCulture, $"{build.PullSeconds}\t{build.PushSeconds}\t{(build.OverBudget ? "over" : "")}\t{build.Cause}\n");
        }
        foreach (var layer in Layers)
            text.Append(CultureInfo.InvariantCulture, $"layer\t{layer.Bytes}\t{layer.Digest}\t{layer.Instruction}\n");
        foreach (var (key, step) in _steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"step\t{step.Seen}\t{key}\t");
            text.AppendJoin(' ', step.Runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Build}:{run.Seconds}"))).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Adds a build to a file, to which another build may have added its own since it was read. Of two at the same moment, one may be lost.</summary>
    public static void Add(BuildReport report, string path) => Read(path).With(report).Write(path);

    /// <summary>Writes the file atomically.</summary>
    public void Write(string path) => AtomicFile.WriteText(ToText(), path);

    private static PastBuild Of(BuildReport report, int number) => new()
    {
        Number = number,
        Started = report.Started,
        Seconds = report.Seconds,
        ExitCode = report.ExitCode,
        Cached = report.Count(StepResult.Cached),
        Ran = report.Count(StepResult.Ran),
        ContextBytes = report.ContextBytes,
        ImageBytes = report.Result.Bytes,
        PullSeconds = report.PullSeconds,
        PushSeconds = report.PushSeconds,
        OverBudget = report.OverBudget.Count > 0,
        Cause = report.Causes.Where(cause => cause.IsRoot).MaxBy(cause => cause.Seconds + cause.FollowerSeconds) is { } cause ? Line(cause.Sentence) : null,
    };

    private static string KeyOf(string? platform, string? stage, string instruction) => Line($"{platform ?? "-"} {stage ?? "-"} {instruction}");

    // Also removes tabs and line ends.
    internal static string Line(string text) => HumanText.Shorten(text, MaxKeyLength);

    private static PastBuild? Build(string[] fields)
    {
        var culture = CultureInfo.InvariantCulture;
        // Earlier versions wrote 9 or 11 fields.
        return fields.Length is 9 or 11 or 13
            && int.TryParse(fields[1], culture, out var number)
            && DateTimeOffset.TryParse(fields[2], culture, out var started)
            && double.TryParse(fields[3], culture, out var seconds) && double.IsFinite(seconds)
            && int.TryParse(fields[4], culture, out var exitCode)
            && int.TryParse(fields[5], culture, out var cached)
            && int.TryParse(fields[6], culture, out var ran)
            && long.TryParse(fields[7], culture, out var context)
            ? new PastBuild
            {
                Number = number,
                Started = started,
                Seconds = seconds,
                ExitCode = exitCode,
                Cached = cached,
                Ran = ran,
                ContextBytes = context,
                ImageBytes = long.TryParse(fields[8], culture, out var image) ? image : null,
                PullSeconds = Time(fields.ElementAtOrDefault(9)),
                PushSeconds = Time(fields.ElementAtOrDefault(10)),
                OverBudget = fields.ElementAtOrDefault(11) == "over",
                Cause = fields.ElementAtOrDefault(12) is { Length: > 0 } cause ? cause : null,
            }
            : null;
    }

    private static double? Time(string? text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : null;

    private static List<PastRun> Runs(string text)
    {
        var runs = new List<PastRun>();
        foreach (var word in text.Split(' '))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0
                && int.TryParse(word.AsSpan(0, colon), CultureInfo.InvariantCulture, out var build)
                && double.TryParse(word.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var seconds)
                && double.IsFinite(seconds))
                runs.Add(new PastRun(build, seconds));
        }
        return runs;
    }
}
