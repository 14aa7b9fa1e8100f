namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds the Debian packages that direct and transitive dependencies need.</summary>
internal static class SystemPackageDetection
{
    /// <summary>The subject of its findings.</summary>
    public const string Subject = "system packages";

    /// <param name="own">Packages that building the project itself needs.</param>
    public static SystemPackages Detect(ProjectFacts facts, IEnumerable<SystemPackage> own)
    {
        var (build, runtime) = (own.ToList(), new List<SystemPackage>());
        foreach (var name in Installed(facts).Where(name => SystemPackageTable.Default.Of(name).Count > 0))
        {
            var dependency = facts.Find(name);
            foreach (var rule in SystemPackageTable.Default.Of(name).Where(rule => rule.AppliesTo(dependency?.Extras ?? [])))
                Apply(facts, rule, name, dependency?.Where, build, runtime);
        }

        foreach (var source in facts.Dependencies.Where(dependency => dependency.Group is null && dependency.Source is { } address
            && address.StartsWith("git+", StringComparison.Ordinal)))
        {
            build.Add(new("git", source.Name, "pip fetches it from a Git repository"));
            if (PythonProjectReader.IsSsh(source.Source))
                build.Add(new("openssh-client", source.Name, "Git fetches it with SSH"));
        }

        return new(Distinct(build), Distinct(runtime));
    }

    /// <summary>Commands to run after a dependency is installed.</summary>
    public static IReadOnlyList<SetupCommand> Commands(ProjectFacts facts) =>
    [
        .. from name in Installed(facts)
           from rule in SystemPackageTable.Default.Of(name)
           where rule.Command is not null && rule.AppliesTo(facts.Find(name)?.Extras ?? [])
           select new SetupCommand(rule.Command!, rule.Environment, name),
    ];

    public static IReadOnlyList<string> Heavy(ProjectFacts facts) =>
        [.. Installed(facts).Where(SystemPackageTable.Default.IsHeavy).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Installed(ProjectFacts facts) =>
        facts.Dependencies.Where(dependency => dependency.Group is null && IsForLinux(dependency.Marker)).Select(dependency => dependency.Name)
            .Concat(facts.Locked.Select(package => package.Name)).Distinct(StringComparer.Ordinal);

    /// <summary>False for pywin32; sys_platform == "win32": images run Linux.</summary>
    private static bool IsForLinux(string? marker) => marker is null || marker.Contains(" or ", StringComparison.Ordinal)
        || !((marker.Contains("win32", StringComparison.Ordinal) || marker.Contains("Windows", StringComparison.Ordinal)
            || marker.Contains("darwin", StringComparison.OrdinalIgnoreCase)) && marker.Contains("==", StringComparison.Ordinal));

    private static void Apply(ProjectFacts facts, SystemPackageRule rule, string name, SourceLocation? where, List<SystemPackage> build,
        List<SystemPackage> runtime)
    {
        var locked = facts.Locked.Find(package => package.Name == name)?.HasWheel;
        // A source distribution, a repository or a folder instead of a wheel.
        var source = facts.Find(name)?.Source is { } address && !address.Split('#')[0].EndsWith(".whl", StringComparison.Ordinal);
        var fromSource = source || facts.NoBinary.Contains(name) || facts.NoBinary.Contains(":all:") || !(locked ?? rule.Wheels);
        if (fromSource)
        {
            build.AddRange(rule.Build.Select(package => new SystemPackage(package, name, rule.Reason)));
            runtime.AddRange(rule.Linked.Select(package => new SystemPackage(package, name, rule.Reason)));
        }

        runtime.AddRange(rule.Runtime.Select(package => new SystemPackage(package, name, rule.Reason)));
        var needed = rule.Runtime.Concat(fromSource ? rule.Build.Concat(rule.Linked) : []).ToList();
        if (needed.Count > 0)
            facts.Fact(Subject, string.Join(' ', needed), where, $"{name}: {rule.Reason}.");
        if (rule.Hint is { } hint && needed.Count > 0)
            facts.Warn(Subject, name, where, $"{hint}.");
    }

    private static IReadOnlyList<SystemPackage> Distinct(List<SystemPackage> packages) =>
        [.. packages.DistinctBy(package => package.Name).OrderBy(package => package.Name, StringComparer.Ordinal)];
}
