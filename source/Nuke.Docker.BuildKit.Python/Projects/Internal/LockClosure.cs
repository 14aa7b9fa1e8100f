using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The packages of a lock that the program needs: those that its own dependencies lead to, not those of development groups and extras.</summary>
internal static class LockClosure
{
    // Names of the group with the program's own dependencies: Poetry's, PDM's.
    private static readonly string[] s_main = ["main", "default"];

    public static Func<TomlTable, string, bool> Of(ProjectFacts facts, IReadOnlyList<TomlTable> packages)
    {
        // The lock of a workspace has all members.
        var roots = packages.Where(LockReader.IsProject)
            .Where(package => facts.Workspace is not { } workspace || PackageName.Normalize(package.Text("name")!) == workspace.Member.Name)
            .SelectMany(package => References(package)).ToList();
        foreach (var (package, choice) in packages.Where(LockReader.IsProject).SelectMany(package => facts.Chosen.Select(choice => (package, choice))).ToList())
            roots.AddRange(Extra(package, choice.Name));
        if (roots.Count == 0)
            roots = [.. facts.Dependencies.Where(dependency => dependency.Group is null).Select(dependency => (dependency.Name, dependency.Extras))];
        // Without a declared dependency nothing leads to a package: the lock alone decides.
        var reached = roots.Count == 0 || !packages.Any(package => References(package).Count > 0) ? null : Reach(roots, packages);
        return (package, name) =>
        {
            // Poetry and PDM do not record which extra leads to a package; what a chosen one needs is reached.
            if (facts.Chosen.Count > 0 && reached is not null)
                return reached.Contains(name);
            if (package["groups"] is TomlArray groups)
                return groups.Items.Strings().Any(s_main.Contains);
            if (package.Text("category") is { } category)
                return category == "main" && package.Truth("optional") is not true;
            return package.Truth("optional") is not true && (reached is null || reached.Contains(name));
        };
    }

    private static HashSet<string> Reach(List<(string Name, IReadOnlyList<string> Extras)> roots, IReadOnlyList<TomlTable> packages)
    {
        var byName = packages.ToLookup(package => PackageName.Normalize(package.Text("name")!), StringComparer.Ordinal);
        HashSet<string> reached = new(StringComparer.Ordinal);
        HashSet<(string, string)> seen = [];
        Queue<(string Name, IReadOnlyList<string> Extras)> queue = new(roots);
        while (queue.TryDequeue(out var next))
        {
            var isNew = reached.Add(next.Name);
            var extras = next.Extras.Where(extra => seen.Add((next.Name, extra))).ToList();
            if (!isNew && extras.Count == 0)
                continue;
            foreach (var package in byName[next.Name])
            {
                foreach (var reference in isNew ? References(package) : [])
                    queue.Enqueue(reference);
                foreach (var extra in extras)
                {
                    foreach (var reference in Extra(package, extra))
                        queue.Enqueue(reference);
                }
            }
        }

        return reached;
    }

    /// <summary>uv: tables with a name; PDM: requirements; Poetry: a table by name, with optional ones that an extra adds.</summary>
    private static List<(string Name, IReadOnlyList<string> Extras)> References(TomlTable package) => package["dependencies"] switch
    {
        TomlArray items => [.. items.Items.Select(Reference).OfType<(string, IReadOnlyList<string>)>()],
        TomlTable table => [.. table.Entries.Where(entry => (entry.Value as TomlTable)?.Truth("optional") is not true)
            .Select(entry => (PackageName.Normalize(entry.Key), (IReadOnlyList<string>)[.. (entry.Value as TomlTable).Items("extras").Strings()]))],
        _ => [],
    };

    private static IEnumerable<(string Name, IReadOnlyList<string> Extras)> Extra(TomlTable package, string extra) =>
        new[] { package.Table("optional-dependencies"), package.Table("extras"), package.Table("dev-dependencies") }.SelectMany(table => table?.Entries ?? [])
            .Where(entry => PackageName.Normalize(entry.Key) == PackageName.Normalize(extra))
            .SelectMany(entry => (entry.Value as TomlArray)?.Items ?? []).Select(Reference).OfType<(string, IReadOnlyList<string>)>();

    private static (string Name, IReadOnlyList<string> Extras)? Reference(TomlValue value) => value switch
    {
        TomlTable { } table when table.Text("name") is { } name => (PackageName.Normalize(name),
            [.. table.Items("extra").Concat(table.Items("extras")).Strings(), .. table.Text("extra") is { } one ? (string[])[one] : []]),
        TomlString text when Requirement.Parse(text.Value.Split(" (")[0], null) is { } requirement => (requirement.Name, requirement.Extras),
        _ => null,
    };
}
