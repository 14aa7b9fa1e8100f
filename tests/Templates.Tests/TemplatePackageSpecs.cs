using System.IO.Compression;
using System.Xml.Linq;

namespace Templates.Tests;

/// <summary>The package for <c>dotnet new install</c>: its files, its metadata, and the projects that it creates without an engine.</summary>
[Category("Templates")]
public sealed class TemplatePackageSpecs
{
    private TemplatePackages _packages = null!;

    [OneTimeSetUp]
    public async Task Install() => _packages = await InstalledTemplates.GetAsync();

    [Test]
    public async Task It_holds_icon_readme_and_all_templates()
    {
        using var package = await ZipFile.OpenReadAsync(_packages.Templates);
        var files = package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName)).ToHashSet();
        var nuspec = XDocument.Load(await package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).OpenAsync());

        string Metadata(string name) => nuspec.Descendants().Single(element => element.Name.LocalName == name).Value;
        Assert.Multiple(() =>
        {
            Assert.That((Metadata("icon"), Metadata("readme")), Is.EqualTo(("icon.png", "README.md")));
            Assert.That(files, Is.SupersetOf(["icon.png", "README.md"]));
            foreach (var template in new[] { "python-service", "python-worker", "python-dockerfile", "python-dockerignore" })
                Assert.That(
                    files,
                    Is.SupersetOf([$"content/{template}/.template.config/template.json", $"content/{template}/.template.config/icon.png"]),
                    template);
            Assert.That(files, Is.SupersetOf(Variants("python-service").Concat(Variants("python-worker"))));
            Assert.That(
                files.Where(
                    file => file.Contains("/bin/", StringComparison.Ordinal)
                        || file.Contains("/obj/", StringComparison.Ordinal)
                        || file.EndsWith(".pyc", StringComparison.Ordinal)),
                Is.Empty);
        });
    }

    [TestCase(
        "python-service",
        "--package-manager", "--framework", "--gpu", "--compose", "--port", "--python-version", "--host", "--no-restore",
        "wheels in a separate stage", "FastAPI on uvicorn")]
    [TestCase("python-worker", "--package-manager", "--compose", "--python-version", "--host", "--no-restore", "installed by Poetry")]
    [TestCase("python-dockerfile", "--package-manager", "--framework", "--gpu", "--port", "--python-version", "runs until it receives a stop signal")]
    [TestCase("python-dockerignore", "--package-manager", "installed by uv")]
    public async Task Help_names_each_option_and_what_it_does(string template, params string[] words)
    {
        var help = await _packages.HelpAsync(template);

        // Columns break lines in the middle of a sentence.
        var text = string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Multiple(() =>
        {
            foreach (var word in words)
                Assert.That(text, Does.Contain(word));
        });
    }

    [Test]
    [Platform("Linux")]
    public async Task What_is_made_can_be_started_and_is_restored()
    {
        // If no feed has Nuke.Common, the build is restored with the embedded host.
        var directory = await _packages.MakeAsync("python-service", "made-restored", "--host", "embedded");

        var started = await Run.Start(directory, "/bin/sh", ["-c", "test -x build.sh"], new Dictionary<string, string?>()).EndAsync();
        Assert.That(started.ExitCode, Is.Zero, "build.sh can be started");
        Assert.That(File.Exists(Path.Combine(directory, "build", "obj", "project.assets.json")), "the build is restored");
    }

    [TestCase("python-dockerfile", "python-service/pip-fastapi", "Dockerfile")]
    [TestCase(
        "python-dockerfile", "python-service/uv-flask-gpu", "Dockerfile",
        "--package-manager", "uv", "--framework", "flask", "--gpu", "--port", "9000", "--python-version", "3.12")]
    [TestCase("python-dockerfile", "python-worker/poetry", "Dockerfile", "--package-manager", "poetry", "--framework", "worker")]
    [TestCase("python-dockerignore", "python-service/pip-fastapi", ".dockerignore")]
    [TestCase("python-dockerignore", "python-service/uv-none", ".dockerignore", "--package-manager", "uv")]
    public async Task An_item_is_the_file_of_the_project(string template, string source, string file, params string[] options)
    {
        var name = source.Split('/')[0];
        var expected = await File.ReadAllTextAsync(Path.Combine(WrittenTemplates.Root, source, file));

        var directory = await _packages.MakeAsync(template, name, options);

        string Option(string option, string otherwise) => Array.IndexOf(options, option) is var at and >= 0 ? options[at + 1] : otherwise;
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(directory, file)),
            Is.EqualTo(
                expected
                    .Replace("8000", Option("--port", "8000"), StringComparison.Ordinal)
                    .Replace("3.13", Option("--python-version", "3.13"), StringComparison.Ordinal)));
        Assert.That(Directory.GetFileSystemEntries(directory), Has.One.Items);
    }

    [Test]
    public async Task A_name_that_no_image_can_have_becomes_one_that_it_can()
    {
        var directory = await _packages.MakeAsync("python-service", "My Bot.Two", "--no-restore", "--python-version", "3.12");

        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, "build/Build.cs")), Does.Contain("new(\"my-bot-two\")"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, "Dockerfile")), Does.Contain("ARG PYTHON_IMAGE=python:3.12-slim"));
    }

    private static IEnumerable<string> Variants(string template) =>
        Directory.GetDirectories(Path.Combine(WrittenTemplates.Root, template)).Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .SelectMany(
                folder => new[] { "Dockerfile", ".dockerignore", ".python-version", "compose.yaml" }.Select(
                    file => $"content/{template}/{Path.GetFileName(folder)}/{file}"));
}
