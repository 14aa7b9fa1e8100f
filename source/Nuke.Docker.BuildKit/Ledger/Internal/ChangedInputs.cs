namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Names the first input that differs from those of the last build, so that the build is not skipped.</summary>
internal static class ChangedInputs
{
    public const string Dockerfile = "Dockerfile";
    public const string Files = "files";
    public const string Settings = "settings";
    public const string Project = "project";

    /// <summary>Returns the difference, as a sentence without a period; <c>null</c> if none is known.</summary>
    public static string? Of(BuildLedger last, PlannedBuild planned)
    {
        var (old, now) = (last.SkipInputs, planned.SkipInputs);
        // The command contains the names of arguments and secrets, too.
        var names = now.Keys.Union(old.Keys).OrderBy(name => name is Settings or Project).ThenBy(name => name == Settings);
        // Ledgers of earlier versions have the key alone.
        var name = old.Count == 0 ? null : names.FirstOrDefault(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name));
        return name switch
        {
            null => null,
            Dockerfile => "its Dockerfile has changed",
            Files => FilesOf(last, planned) ?? "the files of its context have changed",
            Settings => "a setting of its command has changed",
            Project => "the compose project has changed",
            _ when !old.ContainsKey(name) => $"the {name} was not passed to the last build",
            _ when !now.ContainsKey(name) => $"the {name} is no longer passed",
            _ => $"the {name} has changed",
        };
    }

    private static string? FilesOf(BuildLedger last, PlannedBuild planned)
    {
        var now = new BuildLedger { Image = last.Image, Steps = planned.Steps, Contexts = planned.Contexts, IgnoreRules = planned.IgnoreRules };
        var matches = StepMatching.Match(last.Steps, now.Steps);
        return now.Steps.Zip(matches)
            .Where(pair => pair is { First.Context: not null, Second: >= 0 })
            .SelectMany(pair => FileSentences.Of(last, last.Steps[pair.Second], now, pair.First))
            .FirstOrDefault()?.Sentence;
    }
}
