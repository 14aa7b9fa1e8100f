using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>A changed input of a step, in words.</summary>
/// <param name="Kind">The kind of cause.</param>
/// <param name="Sentence">The difference, as a sentence without a period.</param>
/// <param name="Details">The changed paths or names.</param>
/// <param name="Advice">A change that would avoid it; <c>null</c> if there is none.</param>
internal sealed record InputDifference(CauseKind Kind, string Sentence, IReadOnlyList<string> Details, string? Advice = null)
{
    /// <summary>The reason of a step that failed in the last build.</summary>
    public const string Failed = "it failed in the last build";

    /// <summary>The reason of a step that the last build did not come to.</summary>
    public const string NotReached = "the last build ended before it";

    private const int ValueLength = 60;
    private const int MostSentences = 3;

    private static readonly HashSet<string> s_settings =
        new(StringComparer.Ordinal) { "network", "hostname", "add-host", "ulimit", "shm-size", "cgroup-parent", "resource", "security", "device" };

    /// <summary>Returns the differences between the own inputs of a step in two builds, the most telling first.</summary>
    public static IReadOnlyList<InputDifference> Of(BuildLedger before, LedgerStep old, BuildLedger now, LedgerStep step)
    {
        var differences = new List<InputDifference>();
        differences.AddRange(Base(before, old, now, step));
        differences.AddRange(Instruction(old, step));
        differences.AddRange(Variables(old, step));
        differences.AddRange(Settings(old, step));
        // The paths that --parents reads are not known.
        var haveSamePaths = old.Inputs.ContainsKey("parents") == step.Inputs.ContainsKey("parents");
        if (step.Context is not null && old.Context == step.Context && step.Files != old.Files && haveSamePaths)
            differences.AddRange(FileSentences.Of(before, old, now, step));
        return differences;
    }

    /// <summary>Returns the differences of a step since an earlier build, as one; <c>null</c> if there are none.</summary>
    /// <param name="before">The earlier build; <c>null</c> if there is none.</param>
    /// <param name="now">The build.</param>
    /// <param name="index">The index of the step.</param>
    public static InputDifference? Since(BuildLedger? before, BuildLedger now, int index)
    {
        if (before is null || StepMatching.Match(before.Steps, now.Steps)[index] is not (>= 0 and var old))
            return null;
        return Of(before, before.Steps[old], now, now.Steps[index]) is { Count: > 0 } differences ? Combine(differences) : null;
    }

    /// <summary>Returns the names of the inputs that differ, without files and images.</summary>
    public static IEnumerable<string> Names(LedgerStep old, LedgerStep step) => step.Inputs.Keys.Union(old.Inputs.Keys)
        .Where(name => StepValues.Differ(old.Inputs.GetValueOrDefault(name), step.Inputs.GetValueOrDefault(name)));

    /// <summary>Returns one difference whose sentence names up to three; the first decides about the kind.</summary>
    /// <param name="all">The differences; at least one.</param>
    public static InputDifference Combine(IReadOnlyList<InputDifference> all) => all.Count == 1
        ? all[0]
        : all[0] with
        {
            Sentence = string.Join("; ", all.Select(difference => difference.Sentence).Distinct().Take(MostSentences)),
            Details = Limited(all.SelectMany(difference => difference.Details)),
            Advice = all.Select(difference => difference.Advice).FirstOrDefault(advice => advice is not null),
        };

    public static IReadOnlyList<string> Limited(IEnumerable<string> details) => [.. details.Take(StepCause.MostDetails)];

    private static IEnumerable<InputDifference> Base(BuildLedger before, LedgerStep old, BuildLedger now, LedgerStep step)
    {
        if (old.Base != step.Base && old.Parent < 0 && step.Parent < 0)
        {
            if (before.ContentOf(old.Base) is not { } content || now.ContentOf(step.Base) != content)
                yield return new(CauseKind.BaseImage, $"the base image is {step.Base} instead of {old.Base}", [step.Base]);
            yield break;
        }

        foreach (var image in step.Images.Append(step.Base).Where(image => image.Length > 0 && (image == old.Base || old.Images.Contains(image))))
        {
            var (was, is_) = (StepKeys.Identity(image, before.Bases), StepKeys.Identity(image, now.Bases));
            if (was is not null && is_ is not null && was != is_ && before.ContentOf(image) != now.ContentOf(image))
            {
                yield return new(
                    CauseKind.BaseImage,
                    $"the image {image} moved from {HumanText.ShortenDigests(was)} to {HumanText.ShortenDigests(is_)}",
                    [image],
                    $"Pin the image to a digest, and update it deliberately: {image.Split(' ')[0]}@{is_.Split(' ')[0]}.");
            }
        }
    }

    private static IEnumerable<InputDifference> Instruction(LedgerStep old, LedgerStep step)
    {
        List<string> names = [.. Names(old, step).Where(name => !IsVariable(name) && !s_settings.Contains(name))];
        if (old.Keyword != step.Keyword)
            names.Insert(0, "instruction");
        if (names.Count == 0)
            yield break;
        var name = names[0];
        var (was, is_) = (old.Inputs.GetValueOrDefault(name, ""), step.Inputs.GetValueOrDefault(name, ""));
        var sentence = name switch
        {
            "instruction" => $"it is {step.Keyword} instead of {old.Keyword}",
            "user" or "directory" or "shell" => $"its {name} is {Shown(is_)} instead of {Shown(was)}",
            _ when name.StartsWith("mount ", StringComparison.Ordinal) =>
                $"its {name} {(was.Length == 0 ? "is new" : is_.Length == 0 ? "was removed" : "was edited")}",
            "command" or "heredoc" => $"its {(name == "command" ? "command" : "text")} was edited",
            _ => $"its {name} changed from {Shown(was)} to {Shown(is_)}",
        };
        yield return new(CauseKind.Instruction, sentence, names);
    }

    private static IEnumerable<InputDifference> Variables(LedgerStep old, LedgerStep step)
    {
        List<string> names = [.. Names(old, step).Where(name => name.StartsWith("env ", StringComparison.Ordinal))];
        if (names.Count == 0)
        {
            if (old.Inputs.GetValueOrDefault("order of variables", "") != step.Inputs.GetValueOrDefault("order of variables", ""))
                yield return new(CauseKind.Instruction, "the variables are set in another order", []);
            yield break;
        }

        var first = names[0][4..];
        var rest = names.Count == 1 ? ""
            : names.Count == 2 ? ", and another variable" : $", and {names.Count - 1} other variables";
        var unused = step.Keyword == "RUN" && names.TrueForAll(name => !Uses(step, name[4..]));
        var (was, is_) = (Value(old, names[0]), Value(step, names[0]));
        yield return new(
            CauseKind.Argument,
            was == is_ ? $"the hidden value of the variable {first} changed{rest}" : $"the variable {first} changed from {was} to {is_}{rest}",
            Limited(names.Select(name => name[4..])),
            unused ? $"The command does not name {first}. Declare it after this step, because each RUN after ARG or ENV depends on its value." : null);
    }

    private static IEnumerable<InputDifference> Settings(LedgerStep old, LedgerStep step)
    {
        foreach (var name in s_settings)
        {
            var (was, is_) = (old.Inputs.GetValueOrDefault(name, ""), step.Inputs.GetValueOrDefault(name, ""));
            if (!StepValues.Differ(was, is_))
                continue;
            if (name == "add-host" && is_.Split(' ').Except(was.Split(' ')).Any(host => host.StartsWith("rebuild-", StringComparison.Ordinal)))
                yield return new(CauseKind.Setting, "DockerRebuild runs every RUN again", [name]);
            else
                yield return new(CauseKind.Setting, $"the setting {name} changed from {Shown(was)} to {Shown(is_)}", [name]);
        }
    }

    private static bool IsVariable(string name) => name.StartsWith("env ", StringComparison.Ordinal) || name == "order of variables";

    private static bool Uses(LedgerStep step, string name) => step.Inputs.GetValueOrDefault("command", "").Contains(name, StringComparison.Ordinal);

    private static string Value(LedgerStep step, string name) => !step.Inputs.TryGetValue(name, out var value) ? "unset" : Shown(value);

    private static string Shown(string value) =>
        value.Length == 0 ? "nothing"
        : value.Contains(StepValues.KeyedPrefix, StringComparison.Ordinal) ? "a hidden value"
        : $"'{HumanText.Shorten(value.ReplaceLineEndings(" "), ValueLength)}'";
}
