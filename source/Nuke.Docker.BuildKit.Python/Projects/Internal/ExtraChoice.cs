namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Takes chosen extras and groups into the image, and asks for a choice between the builds of a large package.</summary>
internal static class ExtraChoice
{
    /// <summary>The subject of the finding that asks for a choice.</summary>
    public const string Subject = "extras";

    private const string Offered = "optional extras";

    private static readonly string[] s_builds = ["cpu", "gpu", "cuda", "rocm", "xpu", "metal"];

    /// <summary>Makes the dependencies of the chosen extras and groups those of the project.</summary>
    public static void Apply(ProjectFacts facts, IReadOnlyCollection<string> names)
    {
        var chosen = names.Select(PackageName.Normalize).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < facts.Dependencies.Count; i++)
        {
            if (facts.Dependencies[i] is not { Group: { } group } dependency || !chosen.Contains(group))
                continue;
            if (!facts.Chosen.Exists(choice => choice.Name == group))
                facts.Chosen.Add(new(group, dependency.Optional));
            facts.Dependencies[i] = dependency with { Group = null };
        }

        foreach (var choice in facts.Chosen)
            facts.Fact(choice.Optional ? "extra" : "group", choice.Name, null, "It was chosen, and is installed.");
        if (facts.Chosen.Count == 0)
            Ask(facts);
        var others = facts.Dependencies.Where(dependency => dependency is { Optional: true, Group: not null }).ToList();
        List<string> offered =
        [
            .. others.Select(dependency => dependency.Group!).Distinct().Where(name => !ManagerDetection.IsForDevelopment(name)).Order(StringComparer.Ordinal),
        ];
        if (offered.Count > 0)
            facts.Fact(Offered, string.Join(", ", offered), others.Find(dependency => dependency.Group == offered[0])?.Where,
                $"The image does not install {(offered.Count == 1 ? "it" : "them")}; --extras NAME installs one.");
    }

    private static void Ask(ProjectFacts facts)
    {
        var main = facts.Dependencies.Where(dependency => dependency.Group is null).Select(dependency => dependency.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var package in facts.Dependencies.Where(dependency => dependency.Group is { } group && IsBuild(group)).GroupBy(dependency => dependency.Name))
        {
            if (main.Contains(package.Key) || !SystemPackageTable.Default.IsHeavy(package.Key))
                continue;
            var groups = package.Select(dependency => dependency.Group).Distinct().ToList();
            facts.Warn(Subject, string.Join(", ", groups), package.First().Where,
                $"{package.Key} is only in {(package.First().Optional ? "these extras" : "these groups")}, of which the image installs none. Choose one.");
            return;
        }
    }

    // cpu, cuda, cu126, torch-cpu.
    private static bool IsBuild(string group) => group.Split('-').Any(word =>
        s_builds.Any(build => word.StartsWith(build, StringComparison.Ordinal))
        || (word.StartsWith("cu", StringComparison.Ordinal) && char.IsAsciiDigit(word[^1])));
}
