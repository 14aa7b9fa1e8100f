using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>
/// A first stage that reduces pyproject.toml and the lock to what decides the installation. It runs after each change of them; BuildKit compares the
/// content of its result, so that a new version of the project or a setting of a linter reinstalls nothing.
/// </summary>
internal static class ManifestStage
{
    public const string Name = "manifest";

    /// <summary>The reduced dependencies for pip.</summary>
    public const string Requirements = "/manifest/requirements.txt";

    // JSON's strings, arrays and booleans are TOML as well.
    private const string WriteToml = """
        def toml(value):
            if isinstance(value, dict):
                return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
            if isinstance(value, list):
                return "[" + ", ".join(map(toml, value)) + "]"
            return json.dumps(value, ensure_ascii=False) if isinstance(value, (str, int, float)) else str(value)


        """;

    public static bool IsUsed(PythonProject project) => Reduced(project).Count > 0 || (IsPip(project) && Sources(project).Count > 0);

    /// <summary>True if a file comes from this stage.</summary>
    public static bool Has(PythonProject project, string input) => !IsPip(project) && Reduced(project).Contains(input);

    /// <summary>Mounts for pip: the reduced requirements, and local dependencies.</summary>
    public static IReadOnlyList<string> RequirementMounts(PythonProject project) =>
    [
        $"type=bind,from={Name},source={Requirements},target={Requirements}",
        .. project.DependencyInputs.Where(input => !input.EndsWith(".toml", StringComparison.Ordinal) && input is not ("setup.cfg" or "setup.py"))
            .Select(input => $"type=bind,source={Mounts.SourceOf(project, input)},target={input},rw"),
    ];

    public static void Write(DockerfileText text, PythonProject project)
    {
        if (!IsUsed(project))
            return;
        var files = IsPip(project) ? Sources(project) : Reduced(project);
        Write(text, ["FROM ${PYTHON_IMAGE} AS " + Name], files, project.ContextFolder, Script(project, files));
    }

    /// <summary>Writes the stage for an existing Dockerfile.</summary>
    /// <param name="begin">The instructions that begin the stage.</param>
    /// <param name="project">The project.</param>
    /// <param name="manager">The manager that installs the dependencies.</param>
    /// <param name="folder">The folder of the project in the context; empty: the root.</param>
    public static string Write(IReadOnlyList<string> begin, PythonProject project, PackageManager manager, string folder)
    {
        var text = new DockerfileText(comments: true);
        var files = ReducibleFiles(project, manager);
        Write(text, begin, files, folder, ReduceScript(project with { PackageManager = manager }, files));
        return text.ToString();
    }

    /// <summary>Files of an existing project that the stage can reduce for a manager; empty: none, or reducing them gains nothing.</summary>
    public static IReadOnlyList<string> ReducibleFiles(PythonProject project, PackageManager manager) =>
        project.PackageManager == manager || (manager == PackageManager.Uv && IsPip(project))
            ? Reduced(project with { PackageManager = manager })
            : [];

    private static void Write(DockerfileText text, IReadOnlyList<string> begin, IReadOnlyList<string> files, string folder, string script)
    {
        text.Stage("What decides the dependencies: without the project's version and the settings of tools.");
        text.Add("", [.. begin]);
        var prefix = folder.Length == 0 ? "" : $"{folder}/";
        text.Add(
            "This step runs after each change of these files, and only needs Python. "
                + "The next ones depend on what it writes: if that has not changed, they come "
                + "from the cache.",
            [
                $"RUN {string.Concat(files.Select(file => $"--mount=type=bind,source={prefix}{file},target=/src/{file} \\\n    "))}python - <<'EOF'",
                .. script.TrimEnd('\n').Split('\n'),
                "EOF",
            ]);
    }

    private static bool IsPip(PythonProject project) => project.PackageManager == PackageManager.Pip;

    private static IReadOnlyList<string> Reduced(PythonProject project) =>
        !project.ReducesManifest || IsPip(project) || project.DependencyInputs.Append(project.ContextFolder).Any(Mounts.IsUnusual) ? []
        : [.. Files(project).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Files(PythonProject project)
    {
        if (project.LockFile == "uv.lock")
            yield return "uv.lock";
        yield return "pyproject.toml";
        foreach (var member in project.Workspace?.Closure ?? project.WorkspaceMembers)
            yield return $"{member.Directory}/pyproject.toml";
    }

    private static IReadOnlyList<string> Sources(PythonProject project) =>
        project.LockFile is { } lockFile && ManagerDetection.IsPyLock(lockFile) ? [lockFile] : project.RequirementsFile is null
            && (project.ReducesManifest || project.InstalledGroups.Count > 0 || project.Chosen.Count > 0)
            && project.Dependencies.Any(dependency => dependency.Group is null && dependency.Where?.File == "pyproject.toml") ? ["pyproject.toml"] : [];

    private static string Script(PythonProject project, IReadOnlyList<string> files) =>
        !IsPip(project) ? ReduceScript(project, files)
        : ManagerDetection.IsPyLock(project.LockFile) ? LockScript(project) : RequirementsScript(project);

    private static string Extras(PythonProject project) =>
        string.Join(", ", project.Chosen.Where(choice => choice.Optional).Select(choice => DockerfileJson.Text(choice.Name)));

    private static string Groups(PythonProject project) => string.Join(", ",
        project.InstalledGroups.Concat(project.Chosen.Where(choice => !choice.Optional).Select(choice => choice.Name)).Select(DockerfileJson.Text));

    private static string RequirementsScript(PythonProject project) => $$"""
        import pathlib
        {{(Extras(project).Length == 0 ? "" : "import re\n")}}{{HeavyLines.Toml(project)}}

        source = tomllib.loads(pathlib.Path("/src/pyproject.toml").read_text(encoding="utf-8"))
        lines = list(source.get("project", {}).get("dependencies", []))

        """ + (Extras(project).Length == 0 ? "" : $$"""
        for name, items in source["project"]["optional-dependencies"].items():
            if re.sub("[-_.]+", "-", name).lower() in [{{Extras(project)}}]:
                lines += items

        """) + (Groups(project).Length == 0 ? "" : $$"""
        groups = source.get("dependency-groups", {})


        def add(name):
            for item in groups[name]:
                add(item["include-group"]) if isinstance(item, dict) else lines.append(item)


        for name in [{{Groups(project)}}]:
            add(name)

        """) + WriteLines;

    private static string LockScript(PythonProject project) => $$"""
        import pathlib
        {{HeavyLines.Toml(project)}}

        lines = []
        for package in tomllib.loads(pathlib.Path("/src/{{project.LockFile}}").read_text(encoding="utf-8"))["packages"]:
            marker = package.get("marker", "")
            if "dependency_groups" in marker or "extras" in marker or package.get("directory", {}).get("path") == ".":
                continue
            line = package["name"]
            if "version" in package and not package.keys() & {"vcs", "archive", "directory"}:
                line += "==" + package["version"]
            elif "vcs" in package:
                line += f" @ {package['vcs']['type']}+{package['vcs']['url']}@{package['vcs']['commit-id']}"
            elif "archive" in package:
                line += " @ " + (package["archive"].get("url") or "./" + package["archive"]["path"])
            elif "directory" in package:
                line = "./" + package["directory"]["path"]
            lines.append(line + (" ; " + marker if marker else ""))

        """ + WriteLines;

    private const string WriteLines = """
        pathlib.Path("/manifest").mkdir()
        pathlib.Path("/manifest/requirements.txt").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        """;

    private static string ReduceScript(PythonProject project, IReadOnlyList<string> files) => $$"""
        import json
        import pathlib
        import re
        {{HeavyLines.Toml(project)}}


        """ + WriteToml + $$"""
        paths = [{{string.Join(", ", files.Where(file => file != "uv.lock").Select(DockerfileJson.Text))}}]
        texts = {path: pathlib.Path("/src", path).read_text(encoding="utf-8") for path in paths}
        try:
            sources = {path: tomllib.loads(text) for path, text in texts.items()}
        except tomllib.TOMLDecodeError:
            # TOML 1.1, which Python's own reader does not know yet: nothing is left out.
            sources = {}

        for path, text in texts.items():
            target = pathlib.Path("/manifest", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not sources:
                target.write_text(text, encoding="utf-8")
                continue
            source = sources[path]
            reduced = {}
            for table, keys in {{Kept(project)}}.items():
                content = source
                for part in table.split("."):
                    content = content.get(part, {})
                kept = {key: content[key] for key in content if not keys or key in keys}
                if "version" in kept:
                    kept["version"] = "0"
                if content:
                    reduced[table] = kept
            target.write_text("".join(f"{table} = {toml(kept)}\n" for table, kept in reduced.items()), encoding="utf-8")

        """ + (files.Contains("uv.lock") ? LockReduction(project) + (project.Workspace is null ? "" : MemberReduction(project)) + WriteLock : "");

    // The version of a library that is mounted as it is must stay.
    private static string LockReduction(PythonProject project) => $$"""
        # The lock also has the versions of the project and of the members of its workspace.
        lock = pathlib.Path("/src/uv.lock").read_text(encoding="utf-8")
        own = r'(\[\[package\]\]\nname = "[^"]+"\nversion = )"[^"]*"(\nsource = \{ (?:editable|virtual) = {{OwnFolders(project)}})'
        if sources:
            lock = re.sub(own, r'\1"0"\2', lock)

        """;

    private static string OwnFolders(PythonProject project) => project.Libraries.Count == 0 ? ""
        : $"\"(?:{string.Join('|', project.WorkspaceMembers.Select(member => member.Directory).Prepend(".").Select(Regex.Escape))})\"";

    private const string WriteLock = """
        pathlib.Path("/manifest/uv.lock").write_text(lock, encoding="utf-8")
        """;

    // Each entry of the lock begins with its name.
    private static string MemberReduction(PythonProject project) => $$"""
            # Only what this member needs: the other members' packages change nothing.
            needs = {}
            for package in tomllib.loads(lock)["package"]:
                groups = [package.get("dependencies", [])]
                for table in ("optional-dependencies", "dev-dependencies"):
                    groups += package.get(table, {}).values()
                needs.setdefault(package["name"], set()).update(item["name"] for group in groups for item in group)
            names = [{{DockerfileJson.Text(project.Name)}}]
            for name in names:
                names += sorted(needs.get(name, set()) - set(names))
            head, *entries = lock.split("\n[[package]]\n")
            kept = [entry for entry in entries if entry.split('"', 2)[1] in names]
            lock = "\n[[package]]\n".join([head, *kept])

        """;

    /// <summary>The tables and keys that a manager reads for an installation; no keys: all.</summary>
    private static string Kept(PythonProject project)
    {
        const string standard = "\"project\": [\"name\", \"version\", \"requires-python\", \"dependencies\", \"optional-dependencies\", \"dynamic\"]";
        return project.PackageManager switch
        {
            PackageManager.Poetry =>
                $"{{{standard}, \"dependency-groups\": [], \"tool.poetry\": [\"name\", \"version\", \"description\", \"authors\", \"package-mode\", "
                + "\"dependencies\", \"dev-dependencies\", \"group\", \"extras\", \"source\", \"requires-poetry\", \"requires-plugins\"]}",
            PackageManager.Pdm =>
                $"{{{standard}, \"dependency-groups\": [], \"tool.pdm\": [\"distribution\", \"dev-dependencies\", \"source\", \"resolution\", "
                + "\"options\", \"ignore_package_warnings\"]}",
            _ => $"{{{standard}, \"dependency-groups\": [], \"build-system\": [], \"tool.uv\": []}}",
        };
    }
}
