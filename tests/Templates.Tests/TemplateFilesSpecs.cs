using System.Xml.Linq;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace IntegrationTests.Templates;

/// <summary>
/// The files of the templates say what the library says: there is one home for the knowledge. With <c>DOCKER_BUILDKIT_UPDATE_TEMPLATES=1</c>
/// they are written instead of compared.
/// </summary>
[Category("Templates")]
public sealed class TemplateFilesSpecs
{
    private static string Folder => Path.Combine(Repository.Root, "templates");

    [TestCaseSource(nameof(Variants))]
    public void A_Dockerfile_is_what_is_written_for_such_a_project(string variant) =>
        AssertText(variant, "Dockerfile", DockerfileWriter.Write(ProjectOf(variant), new() { Sources = ["app"], HeavyLayer = true }));

    // It asks the environment for its port itself.
    [Test]
    public void The_example_has_the_Dockerfile_and_the_ignore_file_that_are_written_for_it()
    {
        var project = PythonProjectReader.Read(Path.Combine(Folder, "fastapi-service")) with { StartCommand = ["python", "-m", "app"] };

        AssertText("fastapi-service", "Dockerfile", DockerfileWriter.Write(project, new() { Sources = ["app"] }));
        AssertText("fastapi-service", ".dockerignore", DockerignoreWriter.ToText(new() { Only = ["app", "requirements.txt"] }));
    }

    [TestCaseSource(nameof(Variants))]
    public void A_compose_file_is_what_is_written_for_such_a_project(string variant) =>
        AssertText(variant, "compose.yaml", ComposeWriter.Write(ProjectOf(variant)));

    [TestCaseSource(nameof(Variants))]
    public void An_ignore_file_is_what_is_written_for_such_a_project(string variant) =>
        AssertText(variant, ".dockerignore", DockerignoreWriter.ToText(new() { Only = ["app", .. InputsOf(variant)] }));

    [TestCaseSource(nameof(Variants))]
    public void The_linter_finds_nothing_in_a_Dockerfile(string variant) =>
        Assert.That(DockerfileLinter.LintFile(Path.Combine(Folder, variant, "Dockerfile")).Findings, Is.Empty);

    [TestCaseSource(nameof(Variants))]
    public void The_code_is_the_same_whatever_installs_its_dependencies(string variant)
    {
        var first = variant.StartsWith("python-worker/", StringComparison.Ordinal)
            ? "python-worker/pip"
            : $"python-service/pip-{variant[(variant.IndexOf('-', "python-service/".Length) + 1)..]}";

        foreach (var file in Directory.GetFiles(Path.Combine(Folder, first, "app")))
            Assert.That(File.ReadAllText(Path.Combine(Folder, variant, "app", Path.GetFileName(file))), Is.EqualTo(File.ReadAllText(file)), file);
    }

    [Test]
    public void The_build_asks_for_the_version_that_is_packed()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var host = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("NukeCommonVersion").Single().Value;

        var references = XDocument.Load(Path.Combine(Folder, "wiring", "build", "_build.csproj")).Descendants("PackageReference").Select(item => (string?)item.Attribute("Version"));

        Assert.That(references, Is.EqualTo([host, version, version]));
    }

    [Test]
    public void CI_and_readme_name_only_targets_that_the_build_has()
    {
        var build = File.ReadAllText(Path.Combine(Folder, "wiring", "build", "Build.cs"));
        var targets = typeof(IDockerBuild).Assembly.GetTypes().Where(type => type.IsInterface && build.Split(' ', ',', '\n').Contains(type.Name))
            .SelectMany(type => type.GetProperties()).Where(property => property.PropertyType.Name == "Target").Select(property => property.Name);

        var named = new[] { "README.md", ".github/workflows/ci.yml" }.SelectMany(file => File.ReadAllText(Path.Combine(Folder, "wiring", file)).Split(' ', '\n', '`', ';'))
            .Where(word => word.StartsWith("Docker", StringComparison.Ordinal) && word.Length > "Docker".Length && char.IsAsciiLetterUpper(word["Docker".Length])).Distinct().ToList();

        Assert.That(named, Is.SubsetOf(targets).And.Contains("DockerLint").And.Contains("DockerCacheMountsExport"));
    }

    [Test]
    public void Every_variant_can_be_made()
    {
        var made = new[] { "python-service", "python-worker" }.SelectMany(template =>
            System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, template, ".template.config", "template.json"))).RootElement
                .GetProperty("sources").EnumerateArray().Select(source => $"{template}/{source.GetProperty("source").GetString()!.TrimEnd('/')}"));

        Assert.That(Variants(), Is.EquivalentTo(made.Where(source => !source.EndsWith("/wiring", StringComparison.Ordinal))));
    }

    // The lock comes when its manager is run first.
    private static string[] InputsOf(string variant) => Path.GetFileName(variant).Split('-')[0] switch
    {
        "uv" => ["pyproject.toml", "uv.lock"],
        "poetry" => ["pyproject.toml", "poetry.lock"],
        _ => ["requirements.txt"],
    };

    private static void AssertText(string variant, string name, string expected)
    {
        var file = Path.Combine(Folder, variant, name);
        if (Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_UPDATE_TEMPLATES") == "1")
            File.WriteAllText(file, expected);

        Assert.That(File.ReadAllText(file), Is.EqualTo(expected));
    }

    private static PythonProject ProjectOf(string variant)
    {
        var service = variant.StartsWith("python-service/", StringComparison.Ordinal);
        var project = PythonProjectReader.Read(Path.Combine(Folder, variant)) with { Name = service ? "python-service" : "python-worker" };
        // What no detection can see in a server that is written by hand.
        return service && project.Port is null ? project with { Port = 8000, HealthPath = "/health" } : project;
    }

    private static IEnumerable<string> Variants() =>
        from template in new[] { "python-service", "python-worker" }
        from directory in Directory.GetDirectories(Path.Combine(Folder, template)).Order(StringComparer.Ordinal)
        let name = Path.GetFileName(directory)
        where !name.StartsWith('.')
        select $"{template}/{name}";
}
