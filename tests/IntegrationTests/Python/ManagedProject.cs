using Nuke.Docker.BuildKit.Python.Projects;

namespace IntegrationTests.Python;

/// <summary>A small project of one package manager. Its program, <c>main.py</c> or the module <c>acme</c>, prints what it has imported.</summary>
/// <param name="Name">The name in test output.</param>
/// <param name="Manager">The manager's command.</param>
/// <param name="LockFile">The file that <c>MANAGER lock</c> writes; null: the project has no lock.</param>
/// <param name="File">The file that names the dependencies.</param>
/// <param name="Text">Its text; <c>@</c> stands for the dependencies.</param>
/// <param name="Run">The command in the image.</param>
/// <param name="Code">A file of code.</param>
/// <param name="CodeSteps">Beginnings of the steps that run when the code has changed, without stages.</param>
public sealed record ManagedProject(string Name, string Manager, string? LockFile, string File, string Text, string Run, string Code, params string[] CodeSteps)
{
    private const string Pyproject = "[project]\nname = \"acme\"\nversion = \"1.2.3\"\nrequires-python = \">=3.11\"\ndependencies = [@]\n";

    /// <summary>Further files.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public string? Requirement => Manager switch
    {
        "pdm" => "pdm==2.*",
        "pipenv" => "pipenv>=2024",
        "poetry" => "poetry==2.*",
        _ => null,
    };

    /// <summary>A sample; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static IEnumerable<ManagedProject> Sample =>
        All.Where(project => FullRun.IsRequested || project.Name is "pipenv" or "uv workspace");

    /// <summary>Projects whose large packages can have their own layer; a sample, as above.</summary>
    public static IEnumerable<ManagedProject> HeavySample =>
        All.Where(project => project.Code == "main.py")
            .Append(Script("pip", null, "@", "requirements.txt"))
            .Where(project => FullRun.IsRequested || project.Name is "pip from requirements.txt" or "poetry without lock" or "uv");

    private static IEnumerable<ManagedProject> All { get; } =
    [
        Script("pdm", "pdm.lock", $"{Pyproject}\n[tool.pdm]\ndistribution = false\n"),
        Script("pdm", null, $"{Pyproject}\n[tool.pdm]\ndistribution = false\n"),
        Script("pipenv", "Pipfile.lock", "[packages]\n@\n", "Pipfile"),
        Script("poetry", "poetry.lock", $"{Pyproject}\n[tool.poetry]\npackage-mode = false\n"),
        Script("poetry", null, $"{Pyproject}\n[tool.poetry]\npackage-mode = false\n"),
        Script("uv", "uv.lock", $"{Pyproject}\n[tool.uv]\npackage = false\n"),
        Script("uv", null, $"{Pyproject}\n[tool.uv]\npackage = false\n"),
        Script("uv", null, "@", "requirements.txt"),
        Package("poetry", "poetry.lock"),
        Package("uv", "uv.lock"),
        new(
            "uv workspace",
            "uv",
            "uv.lock",
            "packages/acme/pyproject.toml",
            $"{Pyproject}{BuildBackend.Table}\n",
            "python main.py",
            "packages/acme/src/acme/__main__.py",
            "RUN --mount=type=bind,target=/app",
            "RUN --mount=type=bind,from=uv",
            "COPY")
        {
            Files = new Dictionary<string, string>
            {
                ["pyproject.toml"] = """
                    [project]
                    name = "shop"
                    version = "1.0.0"
                    requires-python = ">=3.11"
                    dependencies = ["acme"]

                    [tool.uv]
                    package = false

                    [tool.uv.workspace]
                    members = ["packages/*"]

                    [tool.uv.sources]
                    acme = { workspace = true }

                    """,
                ["main.py"] = "import runpy\n\nrunpy.run_module('acme')\n",
                ["packages/acme/src/acme/__init__.py"] = "",
                ["packages/acme/build_backend/backend.py"] = BuildBackend.Source("acme"),
            },
        },
    ];

    /// <summary>The text of <see cref="File"/> with dependencies.</summary>
    public string TextWith(params string[] dependencies) => Text.Replace("@", File switch
    {
        "Pipfile" => string.Join('\n', dependencies.Select(name => $"{name} = \"*\"")),
        "requirements.txt" => string.Concat(dependencies.Select(name => $"{name}\n")),
        _ => string.Join(", ", dependencies.Select(name => $"\"{name}\"")),
    }, StringComparison.Ordinal);

    /// <summary>Adds the facts that detection can't know.</summary>
    public PythonProject Complete(PythonProject project) =>
        Name.StartsWith("uv from", StringComparison.Ordinal) ? project with { PackageManager = PackageManager.Uv } : project;

    public override string ToString() => Name;

    private static ManagedProject Script(string manager, string? lockFile, string text, string file = "pyproject.toml") =>
        new(
            file == "requirements.txt" ? $"{manager} from {file}" : $"{manager}{(lockFile is null ? " without lock" : "")}",
            manager,
            lockFile,
            file,
            text,
            "python main.py",
            "main.py",
            "COPY");

    private static ManagedProject Package(string manager, string lockFile) =>
        new(
            $"{manager} package",
            manager,
            lockFile,
            "pyproject.toml",
            $"{Pyproject}{BuildBackend.Table}\n\n[tool.{manager}]\n",
            "python -m acme",
            "src/acme/__main__.py",
            "RUN --mount=type=bind,target=",
            "RUN --mount=type=bind,from=")
        {
            Files = new Dictionary<string, string> { ["src/acme/__init__.py"] = "", ["build_backend/backend.py"] = BuildBackend.Source("acme") },
        };
}
