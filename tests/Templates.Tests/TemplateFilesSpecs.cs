using System.Xml.Linq;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Templates.Tests;

/// <summary>The files of the templates, in the repository and in the package.</summary>
[Category("Templates")]
public sealed class TemplateFilesSpecs
{
    private static string Folder => Path.Combine(Repository.Root, "templates");

    // The program reads its port from the environment itself.
    [Test]
    public void The_example_has_the_Dockerfile_and_the_ignore_file_that_are_written_for_it()
    {
        var project = PythonProjectReader.Read(Path.Combine(Folder, "fastapi-service")) with { StartCommand = ["python", "-m", "app"] };

        AssertText("fastapi-service", "Dockerfile", DockerfileWriter.Write(project, new() { Sources = ["app"] }));
        AssertText("fastapi-service", ".dockerignore", DockerignoreWriter.ToText(new() { Only = ["app", "requirements.txt"] }));
    }

    [TestCaseSource(nameof(Variants))]
    public void The_linter_finds_nothing_in_a_Dockerfile(string variant) =>
        Assert.That(DockerfileLinter.LintFile(Path.Combine(WrittenTemplates.Root, variant, "Dockerfile")).Findings, Is.Empty);

    [TestCaseSource(nameof(Variants))]
    public void A_project_has_all_of_its_files(string variant)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(WrittenTemplates.Root, variant), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(WrittenTemplates.Root, variant), file).Replace('\\', '/'))];

        Assert.That(files, Is.SupersetOf(new[] { ".dockerignore", ".python-version", "Dockerfile", "app/__init__.py", "compose.yaml" }));
        Assert.That(files, Has.One.EqualTo("requirements.txt").Or.One.EqualTo("pyproject.toml"));
    }

    [Test]
    public void The_build_asks_for_the_version_that_is_packed()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var nuke = packages.Descendants("NukeCommonVersion").Single().Value;
        var fallout = (string?)packages.Descendants("PackageVersion")
            .Single(item => (string?)item.Attribute("Include") == "Fallout.Common")
            .Attribute("Version");

        var references = XDocument.Load(Path.Combine(Folder, "wiring", "build", "_build.csproj"))
            .Descendants("PackageReference")
            .Select(item => (string?)item.Attribute("Version"));

        Assert.That(references, Is.EqualTo([nuke, version, version, fallout, version]));
    }

    [Test]
    public void CI_and_readme_name_only_targets_that_the_build_has()
    {
        var build = File.ReadAllText(Path.Combine(Folder, "wiring", "build", "Build.cs"));
        var targets = typeof(IDockerBuild).Assembly.GetTypes().Where(type => type.IsInterface && build.Split(' ', ',', '\n').Contains(type.Name))
            .SelectMany(type => type.GetProperties()).Where(property => property.PropertyType.Name == "Target").Select(property => property.Name);

        string[] files = ["README.md", ".github/workflows/ci.yml"];
        var named = files.SelectMany(file => File.ReadAllText(Path.Combine(Folder, "wiring", file)).Split(' ', '\n', '`', ';'))
            .Where(IsNameOfTarget)
            .Distinct()
            .ToList();

        Assert.That(named, Is.SubsetOf(targets).And.Contains("DockerLint").And.Contains("DockerCacheMountsExport"));

        static bool IsNameOfTarget(string word) =>
            word.StartsWith("Docker", StringComparison.Ordinal) && word.Length > "Docker".Length && char.IsAsciiLetterUpper(word["Docker".Length]);
    }

    [Test]
    public void Every_variant_can_be_made()
    {
        var made = new[] { "python-service", "python-worker" }.SelectMany(template =>
            System.Text.Json.JsonDocument
                .Parse(File.ReadAllText(Path.Combine(WrittenTemplates.Root, template, ".template.config", "template.json")))
                .RootElement.GetProperty("sources").EnumerateArray().Select(source => $"{template}/{source.GetProperty("source").GetString()!.TrimEnd('/')}"));

        Assert.That(Variants(), Is.EquivalentTo(made.Where(source => !source.EndsWith("/wiring", StringComparison.Ordinal))));
    }

    private static void AssertText(string variant, string name, string expected)
    {
        var file = Path.Combine(Folder, variant, name);
        // After a wanted change, run with UPDATE_EXPECTED=1.
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
            File.WriteAllText(file, expected);
        Assert.That(File.ReadAllText(file), Is.EqualTo(expected));
    }

    private static IEnumerable<string> Variants() =>
        from template in new[] { "python-service", "python-worker" }
        from directory in Directory.GetDirectories(Path.Combine(WrittenTemplates.Root, template)).Order(StringComparer.Ordinal)
        let name = Path.GetFileName(directory)
        where !name.StartsWith('.')
        select $"{template}/{name}";
}
