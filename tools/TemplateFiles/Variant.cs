using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace TemplateFiles;

/// <summary>One project that a template can create: a package manager and the program's code, with PyTorch or without.</summary>
/// <param name="Template">The template: <c>python-service</c> or <c>python-worker</c>.</param>
/// <param name="Manager">The package manager: <c>pip</c>, <c>uv</c> or <c>poetry</c>.</param>
/// <param name="Framework">
/// The folder of the code below the template's folder, without <c>-gpu</c>: <c>fastapi</c>, <c>flask</c>, <c>none</c> or <c>worker</c>.
/// </param>
/// <param name="Gpu">True if PyTorch is among the dependencies.</param>
public sealed record Variant(string Template, string Manager, string Framework, bool Gpu)
{
    private const string PythonVersion = "3.13";

    /// <summary>All variants, in the order in which the templates list them.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        .. from manager in new[] { "pip", "uv", "poetry" }
           from framework in new[] { "fastapi", "flask", "none" }
           from gpu in new[] { false, true }
           select new Variant("python-service", manager, framework, gpu),
        .. from manager in new[] { "pip", "uv", "poetry" }
           select new Variant("python-worker", manager, "worker", Gpu: false),
    ];

    /// <summary>The variant's folder below the template's folder.</summary>
    public string Folder => IsService ? $"{Manager}-{Code}" : Manager;

    /// <summary>The condition under which the template takes the variant.</summary>
    public string Condition => IsService
        ? $"(packageManager == \"{Manager}\" && framework == \"{Framework}\" && {(Gpu ? "gpu" : "!gpu")})"
        : $"(packageManager == \"{Manager}\")";

    /// <summary>The condition under which a template for a single file takes the variant's file.</summary>
    public string FileCondition => IsService ? Condition : $"(packageManager == \"{Manager}\" && framework == \"{Framework}\")";

    private bool IsService => Template == "python-service";

    private string Code => Gpu ? $"{Framework}-gpu" : Framework;

    private IReadOnlyList<string> Dependencies =>
    [
        .. Framework switch
        {
            "fastapi" => ["fastapi>=0.115,<1", "uvicorn>=0.32,<1"],
            "flask" => new[] { "flask>=3.1,<4", "gunicorn>=23,<24" },
            _ => ["pydantic>=2.10,<3"],
        },
        .. Gpu ? new[] { "torch>=2.5,<3" } : [],
    ];

    // The lock file appears when the manager runs for the first time.
    private string[] Inputs => Manager switch
    {
        "uv" => ["pyproject.toml", "uv.lock"],
        "poetry" => ["pyproject.toml", "poetry.lock"],
        _ => ["requirements.txt"],
    };

    private string Kind => IsService ? "service" : "worker";

    /// <summary>Writes the project as a user would get it, without its build.</summary>
    /// <param name="source">The folder of all templates in the repository.</param>
    /// <param name="output">The folder of all templates to write into.</param>
    public void Write(string source, string output)
    {
        var folder = Path.Combine(output, Template, Folder);
        var app = Directory.CreateDirectory(Path.Combine(folder, "app")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(source, Template, "code", Code)))
            File.Copy(file, Path.Combine(app, Path.GetFileName(file)), overwrite: true);
        File.WriteAllText(Path.Combine(folder, ".python-version"), $"{PythonVersion}\n");
        File.WriteAllText(Path.Combine(folder, Inputs[0]), Manager == "pip" ? Requirements() : Pyproject());

        var project = PythonProjectReader.Read(folder) with { Name = Template };
        // A hand-written server declares neither its port nor its health path.
        if (IsService && project.Port is null)
            project = project with { Port = 8000, HealthPath = "/health" };
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), DockerfileWriter.Write(project, new() { Sources = ["app"], HeavyLayer = true }));
        File.WriteAllText(Path.Combine(folder, ".dockerignore"), DockerignoreWriter.ToText(new() { Only = ["app", .. Inputs] }));
        File.WriteAllText(Path.Combine(folder, "compose.yaml"), ComposeWriter.Write(project));
    }

    private string Requirements()
    {
        var lines = Dependencies.Prepend($"# Direct dependencies of the {Kind}, as ranges: resolving them again brings fixes in.");
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    private string Pyproject() => $"""
        [project]
        name = "{Template}"
        version = "0.1.0"
        description = "A Python {Kind}"
        requires-python = ">={PythonVersion}"
        dependencies = [
        {string.Concat(Dependencies.Select(dependency => $"    \"{dependency}\",\n"))}]

        {(Manager == "uv" ? "[tool.uv]\npackage = false" : "[tool.poetry]\npackage-mode = false")}

        """;
}
