using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Detects the package manager: by lock file first, then by a manager's own table, then by files that pip can read.</summary>
internal static class ManagerDetection
{
    private static readonly (PackageManager Manager, string File)[] s_locks =
    [
        (PackageManager.Uv, "uv.lock"), (PackageManager.Poetry, "poetry.lock"), (PackageManager.Pdm, "pdm.lock"), (PackageManager.Pipenv, "Pipfile.lock"),
    ];

    private const string PyLock = "pylock.toml";

    /// <summary>True for a lock file of PEP 751: <c>pylock.toml</c>, or one with a name, such as <c>pylock.prod.toml</c>.</summary>
    public static bool IsPyLock(string? file) => file is not null && (file == PyLock || file.StartsWith("pylock.", StringComparison.Ordinal));

    // Usual names for the requirements of the program itself, the most common first.
    private static readonly string[] s_requirements =
    [
        "requirements.txt", "requirements/prod.txt", "requirements/production.txt", "requirements/base.txt", "requirements/main.txt",
        "requirements/requirements.txt",
        "requirements-prod.txt", "requirements.prod.txt", "requirements/common.txt", "requirement.txt",
    ];

    /// <param name="facts">The project.</param>
    /// <param name="extras">Names of extras and groups that were chosen; a lock with such a name is chosen as well.</param>
    public static (PackageManager Manager, string? Lock) Detect(ProjectFacts facts, IReadOnlyCollection<string> extras)
    {
        if (facts.Workspace is { } workspace)
        {
            var file = workspace.Files.Exists("uv.lock") ? "uv.lock" : null;
            facts.Fact("workspace", workspace.Member.Name, new(PyprojectValues.File), "It is a member of a workspace of uv, whose root has the lock. "
                + (workspace.Closure.Count == 1 ? "It needs no other member."
                    : $"It needs {string.Join(", ", workspace.Closure.Skip(1).Select(member => member.Name))}."));
            if (file is null)
                facts.Warn("lock file", "none", null, "Without a lock file, each build may install other versions. Run uv lock and commit the result.");
            return (PackageManager.Uv, file);
        }

        var locks = s_locks.Where(entry => facts.Files.Exists(entry.File)).ToList();
        if (locks is [var first, .. var others])
        {
            facts.Fact("package manager", first.Manager.ToString(), new(first.File), "Its lock file exists.");
            foreach (var other in others)
                facts.Warn("package manager", first.Manager.ToString(), new(other.File),
                    $"{other.File} exists as well; {first.File} was used. Remove the one you do not use.");
            return (first.Manager, first.File);
        }

        // PEP 751; what it locks is what pip installs.
        if (facts.Pyproject.Table("tool", "poetry") is null && Pdm(facts) is null && FindPyLock(facts, extras) is { } lockFile)
        {
            facts.Fact("package manager", nameof(PackageManager.Pip), new(lockFile), "Its lock file exists.");
            return (PackageManager.Pip, lockFile);
        }

        var (manager, where, why) = ByFiles(facts);
        facts.Fact("package manager", manager.ToString(), where, why);
        if (manager is PackageManager.Uv or PackageManager.Poetry or PackageManager.Pdm or PackageManager.Pipenv)
            facts.Warn("lock file", "none", where,
                $"Without a lock file, each build may install other versions. Run {LockCommand(manager)} and commit the result.");
        return (manager, null);
    }

    // pylock.NAME.toml: the standard leaves the choice to the user, and names no default.
    private static string? FindPyLock(ProjectFacts facts, IReadOnlyCollection<string> extras)
    {
        List<(string File, string Name)> named =
        [
            .. facts.Files.List("", directories: false)
                .Where(file => file.StartsWith("pylock.", StringComparison.Ordinal) && file.EndsWith(".toml", StringComparison.Ordinal) && file != PyLock)
                .Select(file => (file, file["pylock.".Length..^".toml".Length])),
        ];
        if (named.Find(item => extras.Contains(item.Name, StringComparer.OrdinalIgnoreCase)) is { File: { } chosen })
            return chosen;
        if (facts.Files.Exists(PyLock))
            return PyLock;
        var own = named.Where(item => !IsForDevelopment(item.Name)).ToList();
        if (own.Count == 0)
            return null;
        var best = s_own.Select(word => own.Find(item => item.Name.Split('-', '_').Contains(word, StringComparer.OrdinalIgnoreCase)).File)
            .FirstOrDefault(file => file is not null) ?? (own.Count == 1 ? own[0].File : null);
        if (best is null)
        {
            facts.Warn("lock file", "none", new(own[0].File),
                $"{string.Join(", ", own.Select(item => item.File))}: none of these names says that the program needs it, so none is installed. Choose one: "
                    + $"--extras {own[0].Name}, or name it {PyLock}.");
        }
        else if (own.Count > 1)
            facts.Fact("lock file", best, new(best), $"{string.Join(", ", own.Select(item => item.File))} exist; --extras NAME chooses another.");
        return best;
    }

    // Parts of names of requirements that the program does not need.
    private static readonly HashSet<string> s_development = new(StringComparer.OrdinalIgnoreCase)
    {
        "dev", "develop", "development", "test", "tests", "testing", "lint", "docs", "doc", "ci", "local", "typing", "types", "build", "optional", "extra",
        "extras", "constraints", "constraint", "notebook", "debug", "debugging", "style", "mypy", "pre", "tools",
    };

    /// <summary>True if a part of the name of an extra, a group or a file says that the program does not need it.</summary>
    public static bool IsForDevelopment(string name) => name.Split('-', '_', '.').Any(s_development.Contains);

    // Parts of names of the program's own requirements, the most certain first.
    private static readonly string[] s_own =
        ["prod", "production", "main", "base", "common", "web", "api", "app", "server", "backend", "service", "runtime", "bot"];

    public static string? FindRequirements(ProjectFacts facts)
    {
        if (s_requirements.FirstOrDefault(facts.Files.Exists) is { } usual)
            return usual;
        // requirements_app.txt, requirements/server.txt: the only one that is not for development.
        foreach (var directory in (string[])["", "requirements"])
        {
            var names = facts.Files.List(directory, directories: false).Where(name => name.EndsWith(".txt", StringComparison.Ordinal)
                && (directory.Length > 0 || name.StartsWith("requirements", StringComparison.OrdinalIgnoreCase))
                && !IsForDevelopment(name[..^4])).ToList();
            var best = s_own.Select(own => names.Find(name => name[..^4].Split('-', '_', '.').Contains(own, StringComparer.OrdinalIgnoreCase)))
                .FirstOrDefault(name => name is not null);
            if (best is not null || names.Count == 1)
                return FilePattern.Join(directory, best ?? names[0]);
        }

        // What pip-compile compiles; pip reads it as well.
        return facts.Files.Exists("requirements.in") ? "requirements.in" : null;
    }

    /// <summary>Files such as requirements-dev.txt, with the group they represent.</summary>
    public static IEnumerable<(string Path, string Group)> FindOtherRequirements(ProjectFacts facts, string? main) =>
        from directory in (string[])["", "requirements"]
        from name in facts.Files.List(directory, directories: false)
        where name.EndsWith(".txt", StringComparison.Ordinal) && (directory.Length > 0 || name.Contains("requirements", StringComparison.Ordinal))
        let path = FilePattern.Join(directory, name)
        where path != main && !facts.Inputs.Contains(path) && !name.StartsWith("constraint", StringComparison.Ordinal)
        let words = name[..^4].Split('-', '_', '.').Where(word => word != "requirements").ToArray()
        select (path, words.Length == 0 ? "requirements" : string.Join('-', words));

    public static string LockCommand(PackageManager manager) => manager switch
    {
        PackageManager.Uv => "uv lock",
        PackageManager.Poetry => "poetry lock",
        PackageManager.Pdm => "pdm lock",
        _ => "pipenv lock",
    };

    // pdm-backend reads these two tables, and pip uses the backend as well.
    private static TomlTable? Pdm(ProjectFacts facts) =>
        facts.Pyproject.Table("tool", "pdm") is { } pdm && (pdm.Entries.Count == 0 || pdm.Entries.Any(entry => entry.Key is not ("version" or "build")))
            ? pdm : null;

    private static (PackageManager Manager, SourceLocation? Where, string Why) ByFiles(ProjectFacts facts)
    {
        var requirements = FindRequirements(facts);
        if (facts.Pyproject.Table("tool", "uv") is { } uv && (facts.HasProjectTable || (requirements is null && facts.InstalledGroups.Count == 0)))
            return (PackageManager.Uv, uv.Where(), "pyproject.toml has a table for it.");
        if (facts.Pyproject.Table("tool", "poetry") is { } poetry && (facts.HasProjectTable || poetry["dependencies"] is not null))
            return (PackageManager.Poetry, poetry.Where(), "pyproject.toml has a table for it.");
        if (Pdm(facts) is { } pdm && requirements is null)
            return (PackageManager.Pdm, pdm.Where(), "pyproject.toml has a table for it.");
        if (facts.Files.Exists(PipfileReader.File))
            return (PackageManager.Pipenv, new(PipfileReader.File), "Its file exists.");
        if (requirements is not null)
            return (PackageManager.Pip, new(requirements), "pip reads this file.");
        if (facts.Dependencies.Count > 0 || facts.HasProjectTable || facts.HasBuildSystem)
            return (PackageManager.Pip, facts.Dependencies.FirstOrDefault()?.Where ?? new(PyprojectValues.File),
                "No other manager's file exists, and pip can read this one.");
        if (facts.Files.Exists("setup.py"))
            return (PackageManager.Pip, new("setup.py"), "No other manager's file exists, and pip can read this one.");
        if (((string[])["environment.yml", "environment.yaml", "conda.yml"]).FirstOrDefault(facts.Files.Exists) is { } conda)
            facts.Warn("dependencies", "conda", new(conda), CondaFile.Explain(facts.Files.Read(conda) ?? ""));
        if (FindOtherRequirements(facts, null).Select(other => other.Path).ToList() is [var any, ..] others)
            facts.Warn("dependencies", "none", new(any), $"{string.Join(", ", others)}: none of these names says that the program needs it, so nothing is "
                + "installed. Write a requirements.txt with -r and the right one.");
        return (PackageManager.None, null, "No file declares a dependency.");
    }
}
