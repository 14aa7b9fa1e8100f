namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads setup.cfg and the literal arguments of setup(…) in setup.py. Executes nothing.</summary>
internal static class SetupReader
{
    public static void Read(ProjectFacts facts)
    {
        if (facts.Files.Read("setup.cfg") is { } configuration)
            ReadConfiguration(facts, configuration);
        if (facts.Files.Read("setup.py") is { } script)
            ReadScript(facts, PythonSource.Read("setup.py", script));
    }

    private static void ReadConfiguration(ProjectFacts facts, string text)
    {
        foreach (var (section, key, values) in IniReader.Read(text))
        {
            switch (section, key)
            {
                case ("metadata", "name") when values is [var (name, _), ..]:
                    facts.Name ??= PackageName.Normalize(name);
                    break;
                case ("metadata", "version") when values is [var (version, _), ..] && !version.Contains(':'):
                    facts.Version ??= version;
                    break;
                case ("options", "python_requires") when values is [var (requires, line), ..]:
                    AddVersion(facts, requires, new("setup.cfg", line));
                    break;
                case ("options", "install_requires"):
                    AddAll(facts, values, null, optional: false);
                    break;
                case ("options.extras_require", _):
                    AddAll(facts, values, PackageName.Normalize(key), optional: true);
                    break;
                case ("options.entry_points", "console_scripts"):
                    foreach (var (script, line) in values)
                        AddScript(facts, script, new("setup.cfg", line));
                    break;
            }
        }
    }

    private static void AddAll(ProjectFacts facts, IReadOnlyList<(string Text, int Line)> values, string? group, bool optional)
    {
        foreach (var (text, line) in values)
        {
            if (text.StartsWith("file:", StringComparison.Ordinal))
            {
                foreach (var file in text["file:".Length..].Split(',', StringSplitOptions.TrimEntries))
                    new RequirementsReader(facts).Read(file, group);
            }
            else if (Requirement.Parse(text, new("setup.cfg", line), group, optional) is { } dependency)
                facts.Dependencies.Add(dependency);
        }
    }

    private static void ReadScript(ProjectFacts facts, PythonSource source)
    {
        if (source.Calls("setup").FirstOrDefault() is not { } call)
            return;

        if (call.Text("name") is { } name)
            facts.Name ??= PackageName.Normalize(name.Value);
        if (call.Text("version") is { } version)
            facts.Version ??= version.Value;
        if (call.Text("python_requires") is { } requires)
            AddVersion(facts, requires.Value, new("setup.py", requires.Line));
        if (call.Has("install_requires") && call.Texts("install_requires") is null)
            facts.Warn("dependencies", "setup.py", new("setup.py", call.Line), "install_requires is computed in code, so its packages are unknown.");
        foreach (var item in call.Texts("install_requires") ?? [])
        {
            if (Requirement.Parse(item.Value, new("setup.py", item.Line)) is { } dependency)
                facts.Dependencies.Add(dependency);
        }

        foreach (var item in call.TextsAnywhere("entry_points").Where(item => item.Value.Contains('=') && item.Value.Contains(':')))
            AddScript(facts, item.Value, new("setup.py", item.Line));
    }

    private static void AddVersion(ProjectFacts facts, string text, SourceLocation where)
    {
        if (VersionRange.Parse(text) is { } range)
            facts.Versions.Add(new(10, text, range, Exact: false, where, "python_requires sets it"));
    }

    private static void AddScript(ProjectFacts facts, string text, SourceLocation where)
    {
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var target])
            facts.Scripts.Add(new(name, target.Split('[')[0].Trim(), where));
    }
}
