using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Builds;

public sealed class GitVersionsSpecs
{
    private const string Variable = "SETUPTOOLS_SCM_PRETEND_VERSION_FOR_ACME";

    private readonly List<(string Text, bool IsWarning)> _printed = [];
    private readonly Dictionary<string, string> _environment = [];
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _printed.Clear();
        _environment.Clear();
        _folder = Directory.CreateTempSubdirectory("git-versions-").FullName;
        Write("Dockerfile", $"FROM scratch AS project\nARG {Variable}=0.0.0\nFROM scratch\nARG {Variable}=0.0.0\n");
        Write("pyproject.toml", "[build-system]\nrequires = ['setuptools', 'setuptools-scm']\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_version_is_that_of_the_tag_and_of_what_follows()
    {
        Commit("v1.4.0");
        Assert.That(Version(), Is.EqualTo("1.4.0"));

        Commit(tag: null);
        Assert.That(Version(), Does.Match("^1\\.4\\.1\\.dev1\\+g[0-9a-f]{7,}$"));

        Write("pyproject.toml", "");
        Assert.That(Version(), Does.Match("^1\\.4\\.1\\.dev1\\+g[0-9a-f]{7,}\\.d20261129$"));
        Assert.That(_printed.Select(line => line.IsWarning), Has.None.True);
    }

    [Test]
    public void The_tags_of_one_service_of_a_repository_count()
    {
        Write("api/pyproject.toml", "[tool.setuptools_scm]\ngit_describe_command = 'git describe --dirty --tags --long --match api-*'\n");
        Write("api/Dockerfile", $"FROM scratch\nARG {Variable}\n");
        Commit("api-v2.0.0");
        Commit("web-v9.0.0");

        var settings = new BuildxBuildSettings().SetContext(_folder).SetFile(Path.Combine(_folder, "api", "Dockerfile"));

        Assert.That(Apply(settings), Does.StartWith("2.0.1.dev1+g"));
    }

    [Test]
    public void Each_member_of_a_workspace_has_the_version_of_its_own_tags()
    {
        const string Hatch = "SETUPTOOLS_SCM_PRETEND_VERSION";
        Write("pyproject.toml", "[project]\nname = 'shop'\n[tool.uv.workspace]\nmembers = ['libs/*', 'api']\n");
        Write("api/Dockerfile", $"FROM scratch\nARG {Hatch}_FOR_SHOP_API=0.0.0\nARG {Hatch}=0.0.0\n");
        Write("api/pyproject.toml", "[project]\nname = 'shop.api'\n[build-system]\nrequires = ['setuptools-scm>=8']\n"
            + "[tool.setuptools_scm]\ngit_describe_command = 'git describe --dirty --tags --long --match api-*'\n");
        Write("libs/core/pyproject.toml", "[project]\nname = 'core'\n[build-system]\nrequires = ['hatchling', 'hatch-vcs']\n"
            + "[tool.hatch.version.raw-options]\ngit_describe_command = 'git describe --dirty --tags --long --match core-*'\n");
        Commit("core-v3.1.0");
        Git("tag", "api-v2.0.0");

        var settings = new BuildxBuildSettings().SetContext(_folder).SetFile(Path.Combine(_folder, "api", "Dockerfile"));
        var arguments = new GitVersions(TimeProvider.System, _ => null).Apply(settings, (_, _) => { }).BuildArg!;

        Assert.That((arguments[$"{Hatch}_FOR_SHOP_API"], arguments[Hatch]), Is.EqualTo(("2.0.0", "3.1.0")));
    }

    [Test]
    public void A_library_elsewhere_in_the_repository_has_the_version_of_its_own_tags()
    {
        Write("api/Dockerfile", $"FROM scratch\nARG {Variable}=0.0.0\n");
        Write("api/requirements.txt", "../libs/acme\n");
        Write("libs/acme/pyproject.toml", "[project]\nname = 'acme'\n[build-system]\nrequires = ['setuptools-scm>=8']\n"
            + "[tool.setuptools_scm]\ngit_describe_command = 'git describe --dirty --tags --long --match acme-*'\n");
        Write("pyproject.toml", "");
        Commit("acme-v3.1.0");
        Git("tag", "v9.0.0");

        Assert.That(Apply(new BuildxBuildSettings().SetContext(_folder).SetFile(Path.Combine(_folder, "api", "Dockerfile"))), Is.EqualTo("3.1.0"));
    }

    [Test]
    public void A_given_version_is_kept()
    {
        Commit("v1.4.0");
        _environment["SETUPTOOLS_SCM_PRETEND_VERSION"] = "7";
        Assert.That(Version(), Is.EqualTo("7"));
        Assert.That(Apply(Settings().AddBuildArg(Variable, "3.0")), Is.EqualTo("3.0"));

        Write("Dockerfile", $"FROM scratch\nARG {Variable}=2.5\n");
        Assert.That(Version(), Is.Null);
    }

    [Test]
    public void Without_a_repository_the_reason_is_printed()
    {
        Assert.That(Version(), Is.Null);
        Assert.That(_printed.Single().IsWarning, Is.True);
        Assert.That(_printed.Single().Text, Does.Contain("not a git repository").And.Contain($"--build-arg {Variable}="));
    }

    private BuildxBuildSettings Settings() => new BuildxBuildSettings().SetContext(_folder);

    private string? Version() => Apply(Settings());

    private string? Apply(BuildxBuildSettings settings) =>
        new GitVersions(new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)), _environment.GetValueOrDefault)
            .Apply(settings, (text, isWarning) => _printed.Add((text, isWarning))).BuildArg?.GetValueOrDefault(Variable);

    private void Commit(string? tag)
    {
        Git("init", "-q");
        Git("add", "--all");
        Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "one");
        if (tag is not null)
            Git("tag", tag);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder })!;
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
