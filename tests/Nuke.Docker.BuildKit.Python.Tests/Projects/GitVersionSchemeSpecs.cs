using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

/// <summary>Versions that tools compute from Git: each expectation is what the tool itself gives.</summary>
public sealed class GitVersionSchemeSpecs
{
    private static readonly DateTime s_today = new(2026, 11, 29, 16, 5, 9, DateTimeKind.Utc);

    [TestCase("setuptools-scm", "v1.4.0-0-gabc1234", "1.4.0")]
    [TestCase("setuptools-scm", "v1.4.0-3-gabc1234", "1.4.1.dev3+gabc1234")]
    [TestCase("setuptools-scm", "v1.4.0-3-gabc1234-dirty", "1.4.1.dev3+gabc1234.d20261129")]
    [TestCase("setuptools-scm", "v1.4.0-0-gabc1234-dirty", "1.4.1.dev0+gabc1234.d20261129")]
    [TestCase("setuptools-scm", "1.4.0-rc.1-2-gabc1234", "1.4.0rc2.dev2+gabc1234")]
    [TestCase("setuptools-scm", "V2.0-beta03-0-gabc1234", "2.0b3")]
    [TestCase("setuptools-scm", "backend-v1.9-1-gabc1234", "1.10.dev1+gabc1234")]
    [TestCase("setuptools-scm", "release/1.4.0.post2-0-gabc1234", "1.4.0.post2")]
    [TestCase("setuptools-scm", "1.0.dev0-4-gabc1234", "1.0.dev4+gabc1234")]
    [TestCase("hatch-vcs", "v1.4.0-3-gabc1234", "1.4.1.dev3+gabc1234")]
    [TestCase("pbr", "1.4.0-0-gabc1234", "1.4.0")]
    [TestCase("pbr", "1.4-3-gabc1234", "1.4.1.dev3")]
    [TestCase("pbr", "1.5.0.0rc1-3-gabc1234", "1.5.0.dev3")]
    [TestCase("pdm-backend", "v1.4.0-3-gabc1234-dirty", "1.4.1.dev3+gabc1234.d20261129")]
    [TestCase("pdm-backend", "v1.4.0-0-gabc1234-dirty", "1.4.0+d20261129")]
    [TestCase("poetry-dynamic-versioning", "v1.4.0-3-gabc1234-dirty", "1.4.0.post3.dev0+abc1234")]
    [TestCase("uv-dynamic-versioning", "v1.4.0-0-gabc1234", "1.4.0")]
    [TestCase("versioningit", "v1.4.0-3-gabc1234-dirty", "1.4.0.post3+gabc1234.d20261129")]
    [TestCase("versioningit", "v1.4.0-0-gabc1234-dirty", "1.4.0+d20261129")]
    [TestCase("setuptools-git-versioning", "1.4.0-3-gabc1234-dirty", "1.4.0.post3+git.abc1234.dirty")]
    public void Each_tool_has_its_own_form(string tool, string describe, string version) =>
        Assert.That(Version(tool, describe, ""), Is.EqualTo(version));

    [TestCase("[tool.setuptools_scm]\nlocal_scheme = 'no-local-version'", "1.4.1.dev3")]
    [TestCase("[tool.setuptools_scm]\nversion_scheme = 'post-release'\nlocal_scheme = 'dirty-tag'", "1.4.0.post3+dirty")]
    [TestCase("[tool.setuptools_scm]\nversion_scheme = 'no-guess-dev'\nlocal_scheme = 'no-local-version'", "1.4.0.post1.dev3")]
    [TestCase("[tool.setuptools_scm]\nversion_scheme = 'only-version'\nlocal_scheme = 'no-local-version'", "1.4.0")]
    [TestCase("[tool.hatch.version]\nsource = 'vcs'\nraw-options = { local_scheme = 'no-local-version' }", "1.4.1.dev3")]
    [TestCase("[tool.setuptools_scm]\ntag_regex = '^v(?P<version>[0-9]+)'\nlocal_scheme = 'no-local-version'", "2.dev3")]
    public void Settings_of_the_tool_count(string pyproject, string version) =>
        Assert.That(Version("setuptools-scm", "v1.4.0-3-gabc1234-dirty", pyproject), Is.EqualTo(version));

    [TestCase("setuptools-scm", "[tool.setuptools_scm]\nversion_scheme = 'calver-by-date'", "version_scheme = \"calver-by-date\"")]
    [TestCase("setuptools-scm", "[tool.setuptools_scm]\ntag_regex = '(('", "the pattern of tags ((")]
    [TestCase("versioningit", "[tool.versioningit.format]\ndistance = 'x'", "format")]
    [TestCase("setuptools-scm", "[tool.setuptools_scm]", null)]
    public void A_setting_with_an_unknown_effect_is_named(string tool, string pyproject, string? problem) =>
        Assert.That(Scheme(tool, pyproject).Unknown, Is.EqualTo(problem));

    [TestCase("git_describe_command = 'git describe --long --match backend-*'")]
    [TestCase("git_describe_command = ['git', 'describe', '--match=backend-*']")]
    [TestCase("scm.git.describe_command = 'git describe --match \"backend-*\"'")]
    public void The_tags_of_a_service_are_those_of_its_command(string setting) =>
        Assert.That(Scheme("setuptools-scm", $"[tool.setuptools_scm]\n{setting}").Match, Is.EqualTo(["backend-*"]));

    [TestCase("setuptools-scm", "0.1.dev7+gabc1234")]
    [TestCase("pbr", "0.0.1.dev7")]
    [TestCase("poetry-dynamic-versioning", "0.0.0.post7.dev0+abc1234")]
    public void Without_a_tag_all_commits_count(string tool, string version) =>
        Assert.That(Scheme(tool, "").Version(new GitDescription(null, 7, "abc1234", Dirty: false), s_today), Is.EqualTo(version));

    [TestCase("")]
    [TestCase("abc1234")]
    [TestCase("v1-x-gabc")]
    public void Other_output_is_no_description(string text) => Assert.That(GitDescription.Parse(text), Is.Null);

    private static string Version(string tool, string describe, string pyproject) => Scheme(tool, pyproject).Version(GitDescription.Parse(describe)!, s_today);

    private static GitVersionScheme Scheme(string tool, string pyproject) =>
        GitVersionScheme.Of(GitVersionTool.Of(tool)!, TomlText.Parse(pyproject, "pyproject.toml"));
}
