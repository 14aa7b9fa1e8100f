using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds the programs that the project's own files start: compose files, Dockerfiles, a Procfile, declared commands.</summary>
internal sealed class ProgramFinder(ProjectFacts facts, SourceTree tree, ModuleLayout layout, bool installable)
{
    private static readonly string[] s_compose =
    [
        "compose.prod.yaml", "compose.prod.yml", "compose.production.yaml", "compose.production.yml", "docker-compose.prod.yml", "docker-compose.prod.yaml",
        "docker-compose.production.yml", "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "production.yml",
        "docker-compose.production.yaml",
    ];

    // Folders with files for Docker.
    private static readonly string[] s_folders = ["", "docker", ".docker", "deploy", "deployment", "compose", "ops", "infra", "build"];

    private static readonly string[] s_main = ["web", "app", "api", "server", "backend", "django", "bot"];

    private readonly ProgramCommand _reader = new(facts, tree, layout, installable);

    /// <returns>The best first.</returns>
    public IReadOnlyList<ProgramCandidate> Find(string projectName)
    {
        List<ProgramCandidate> found = [.. FromCompose(), .. FromDockerfiles(), .. FromProcfile(), .. FromScripts(projectName), .. FromFastApi()];
        return
        [
            .. found.OrderBy(program => program.Rank).ThenBy(program => program.Role)
                .ThenBy(program => program.Name == projectName ? -1 : Array.IndexOf(s_main, program.Name) is >= 0 and var place ? place : s_main.Length)
                .DistinctBy(program => string.Join('\0', program.Command)),
        ];
    }

    private IEnumerable<ProgramCandidate> FromCompose()
    {
        var files = facts.RepositoryPrefix.Length == 0 ? [facts.Files] : (ProjectFiles[])[facts.Files, facts.Repository];
        for (var i = 0; i < files.Length; i++)
        {
            foreach (var file in s_folders.SelectMany(folder => s_compose.Select(name => FilePattern.Join(folder, name))).Where(files[i].Exists))
            {
                foreach (var service in ComposeFile.Read(files[i], file)
                    .Where(service => IsThis(service, ProjectFiles.DirectoryOf(file), inRepository: i == 1)))
                {
                    facts.UseHealth(service.Health, service.Where);
                    facts.Published ??= service.Published;
                    if (service.Command is { } command && _reader.Read(service.Name, command, service.Where, "The compose file starts it.", 0) is { } program)
                        yield return program;
                }
            }
        }
    }

    /// <summary>True if the service is built from this project's folder.</summary>
    private bool IsThis(ComposeService service, string folder, bool inRepository)
    {
        if (service.Context is not { } context || ProjectFiles.Combine(folder, context) is not { } path)
            return false;
        return path == (inRepository ? facts.RepositoryPrefix : "");
    }

    private IEnumerable<ProgramCandidate> FromDockerfiles()
    {
        foreach (var path in Dockerfiles())
        {
            var text = facts.Files.Read(path, 1 << 20) ?? "";
            if (DockerfileEnd.IsAsDetected(text))
                continue;
            var (command, health, port, line, script) = DockerfileEnd.Read(text);
            facts.UseHealth(health, new(path));
            if (command is null)
                continue;
            var name = ProjectFiles.NameOf(path) is var file && file.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase) ? file[..^".Dockerfile".Length]
                : file.StartsWith("Dockerfile.", StringComparison.Ordinal) ? file["Dockerfile.".Length..] : "dockerfile";
            if (_reader.Read(name, command, new(path, line), "The Dockerfile starts it.", 1) is not { } program)
                continue;
            if (script is not null)
                facts.Warn("entrypoint", script, new(path, line),
                    "The Dockerfile runs it before the program, and the written one does not. Add an ENTRYPOINT if the program needs its preparations.");
            // The command of a program that listens doesn't always name its port.
            yield return port is null || program.Port is not null || program.Role == ProgramRole.Worker
                ? program
                : program with { Port = port, Role = ProgramRole.Web };
        }
    }

    private IEnumerable<string> Dockerfiles()
    {
        foreach (var folder in s_folders)
        {
            foreach (var below in folder.Length == 0 ? [""] : facts.Files.List(folder, directories: true).SelectMany(child =>
                facts.Files.List($"{folder}/{child}", directories: true).Select(inner => $"{folder}/{child}/{inner}").Prepend($"{folder}/{child}"))
                    .Prepend(folder))
            {
                foreach (var name in facts.Files.List(below, directories: false))
                {
                    if ((name.StartsWith("Dockerfile", StringComparison.Ordinal) || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase))
                        && !name.Contains("ignore", StringComparison.Ordinal) && !name.EndsWith(".bak", StringComparison.Ordinal)
                        && !IsForDevelopment(FilePattern.Join(below, name)))
                        yield return FilePattern.Join(below, name);
                }
            }
        }
    }

    private static bool IsForDevelopment(string path) =>
        path.Split('/', '.', '-', '_')
            .Any(word => word.ToLowerInvariant() is "dev" or "development" or "test" or "tests" or "local" or "ci" or "docs" or "devcontainer");

    private IEnumerable<ProgramCandidate> FromProcfile()
    {
        var lines = facts.Files.Read("Procfile")?.Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#' || line.IndexOf(':') is not (> 0 and var colon))
                continue;
            var name = line[..colon].Trim();
            var command = CommandLines.Split(line[(colon + 1)..].Trim());
            var where = new SourceLocation("Procfile", i + 1);
            if (_reader.Read(name, command, where, "The Procfile starts it.", 2) is not { } program)
                continue;
            if (name != "release")
                yield return program;
            else if (!program.Command.Any(word => word.Contains(' ', StringComparison.Ordinal)))
                facts.AddRelease(string.Join(' ', program.Command), where);
        }
    }

    private IEnumerable<ProgramCandidate> FromScripts(string projectName)
    {
        if (!installable)
            yield break;
        foreach (var script in facts.Scripts)
        {
            // Of several commands, only the one with the project's name is likely the program.
            var main = facts.Scripts.Count == 1 || PackageName.Normalize(script.Name) == projectName;
            if (_reader.Read(script.Name, [[script.Name]], script.Where ?? new(PyprojectValues.File), "It is the command that the project installs.",
                main ? 3 : 9) is { } program)
                yield return program;
        }
    }

    /// <summary>[tool.fastapi] entrypoint = "app.main:app".</summary>
    private IEnumerable<ProgramCandidate> FromFastApi()
    {
        if (facts.Pyproject?.Find("tool", "fastapi", "entrypoint") is not TomlString entry)
            yield break;
        List<string> command = ["uvicorn", entry.Value, "--host", "0.0.0.0", "--port", "8000"];
        if (_reader.Read("fastapi", [command], entry.Where(), "tool.fastapi.entrypoint names it.", 4) is { } program)
            yield return program;
    }
}
