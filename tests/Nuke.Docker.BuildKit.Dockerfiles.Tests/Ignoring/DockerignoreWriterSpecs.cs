using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class DockerignoreWriterSpecs
{
    private static readonly DockerignoreTemplate s_template = new() { Keep = ["README.md", "LICENSE"], Drop = ["data"] };

    [TestCase(".env", true)]
    [TestCase("app/.env", true)]
    [TestCase("app/.env.local", true)]
    [TestCase("app/.env.example", false)]
    [TestCase("app/id_rsa", true)]
    [TestCase("app/__pycache__", true)]
    [TestCase(".git", true)]
    [TestCase("app/x.pyc", true)]
    [TestCase("app/dist", false, Description = "It may be a package's own")]
    [TestCase("tests/test_app.py", true)]
    [TestCase("app/tests/data", false)]
    [TestCase("CHANGELOG.md", true)]
    [TestCase("README.md", false, Description = "pyproject.toml names it")]
    [TestCase("LICENSE", false)]
    [TestCase("data/big.csv", true)]
    [TestCase("pyproject.toml", false)]
    [TestCase("app/main.py", false)]
    public void A_new_file_excludes_secrets_and_leftovers(string path, bool ignored)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(DockerignoreWriter.ToText(s_template)));

        Assert.That(matcher.Ignores(path), Is.EqualTo(ignored));
    }

    [TestCase("app/main.py", false)]
    [TestCase("requirements.txt", false)]
    [TestCase("README.md", false, Description = "It is kept beside what is named")]
    [TestCase("notes.txt", true)]
    [TestCase(".git", true)]
    [TestCase("app/.env", true)]
    [TestCase("app/deep/.env.local", true)]
    [TestCase("app/.env.example", true, Description = "Nobody named it")]
    [TestCase("app/key.pem", true)]
    [TestCase("app/__pycache__/main.pyc", true)]
    public void Included_directories_do_not_include_their_secrets(string path, bool ignored)
    {
        var template = new DockerignoreTemplate { Only = ["app", "requirements.txt"], Keep = ["README.md"] };

        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(DockerignoreWriter.ToText(template)));

        Assert.That(matcher.Ignores(path), Is.EqualTo(ignored));
    }

    [Test]
    public void Merging_a_template_into_itself_adds_nothing()
    {
        var text = DockerignoreWriter.ToText(s_template);

        var merge = DockerignoreWriter.Merge(text, s_template);

        Assert.That((merge.Text, merge.Added), Is.EqualTo((text, Array.Empty<string>())));
    }

    [TestCase("*\n!app\n!README.md\n!LICENSE\n")]
    [TestCase("# mine\r\n.git\r\n__pycache__\r\n!.env.production")]
    [TestCase("")]
    public void Merging_adds_lines_at_the_end_once(string text)
    {
        var merge = DockerignoreWriter.Merge(text, s_template);

        Assert.That(merge.Text, Does.StartWith(text));
        Assert.That(merge.Added, Is.Not.Empty);
        Assert.That(DockerignoreWriter.Merge(merge.Text, s_template).Added, Is.Empty);
    }

    [Test]
    public void Lines_with_the_same_effect_are_not_added()
    {
        var merge = DockerignoreWriter.Merge("**/.env*\n**/.[a-z]*_cache\n", s_template);

        Assert.That(merge.Added, Does.Not.Contain("**/.env").And.Not.Contain("**/.pytest_cache"));
        Assert.That(merge.Added, Does.Contain("**/.git"));
    }

    [Test]
    public void A_line_without_stars_does_not_have_the_same_effect()
    {
        var merge = DockerignoreWriter.Merge("__pycache__\n", s_template);

        Assert.That(merge.Added, Does.Contain("**/__pycache__"));
    }

    [Test]
    public void A_secret_in_an_included_directory_is_excluded()
    {
        var merge = DockerignoreWriter.Merge("*\n!app\n", s_template);

        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(merge.Text)).Ignores("app/.env"), Is.True);
    }

    [Test]
    public void A_path_that_the_user_includes_by_name_stays_included()
    {
        var merge = DockerignoreWriter.Merge(".env*\n!.env.production\n", s_template);

        Assert.That(merge.LeftOut, Is.EqualTo(new[] { "**/.env.*" }));
        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(merge.Text)).Ignores(".env.production"), Is.False);
    }

    [Test]
    public void Line_breaks_of_the_file_are_kept()
    {
        var merge = DockerignoreWriter.Merge(".git\r\n", s_template);

        Assert.That(merge.Text.Replace("\r\n", ""), Does.Not.Contain("\n"));
    }
}
