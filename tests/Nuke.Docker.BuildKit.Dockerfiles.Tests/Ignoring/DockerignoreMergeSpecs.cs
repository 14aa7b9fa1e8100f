using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>Adds sections to existing texts and files.</summary>
public sealed class DockerignoreMergeSpecs
{
    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryDirectory();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("", "# one\na\nb\n\n# two\nc\n")]
    [TestCase("x\n", "x\n\n# one\na\nb\n\n# two\nc\n")]
    [TestCase("x", "x\n\n# one\na\nb\n\n# two\nc\n")]
    [TestCase("x\r\ny", "x\r\ny\r\n\r\n# one\r\na\r\nb\r\n\r\n# two\r\nc\r\n")]
    [TestCase("a\n", "a\n\n# one\nb\n\n# two\nc\n")]
    [TestCase("a\nb\n", "a\nb\n\n# two\nc\n")]
    [TestCase("?\n", "?\n")]
    public void Missing_lines_are_added_by_section(string text, string merged) =>
        Assert.That(DockerignoreWriter.Merge(text, [new("one", ["a", "b"]), new("two", ["c"])]).Text, Is.EqualTo(merged));

    [TestCase("**/a", "a?[bc]d\\*", "axbd*", Description = "Samples replace wildcards")]
    [TestCase("", "**/*.py[cod]", "some/folder/x.pyc")]
    public void An_added_line_has_its_effect(string text, string line, string path)
    {
        var merge = DockerignoreWriter.Merge(text, [new("one", [line])]);

        Assert.That((merge.Added.Single(), Ignores(merge.Text, path)), Is.EqualTo((line, true)));
    }

    [TestCase("*.log\n!a.log\n", "*.log", Description = "Its sample is excluded already")]
    [TestCase("a**\n", "a**")]
    [TestCase("[ab]x\n", "[ab]x")]
    [TestCase("\\*\n", "\\*")]
    [TestCase("x?\n", "x?")]
    [TestCase("**/[ab]x\n", "**/[ab]x")]
    public void A_line_whose_effect_exists_is_not_added(string text, string line) =>
        Assert.That(DockerignoreWriter.Merge(text, [new("one", [line])]).Added, Is.Empty);

    [Test]
    public void A_line_that_includes_is_added_if_the_path_is_excluded()
    {
        DockerignoreSection[] sections = [new("needed", ["!README.md", "!main.py"])];

        Assert.That(DockerignoreWriter.Merge("*.md\n", sections).Added, Is.EqualTo(new[] { "!README.md" }));
        Assert.That(DockerignoreWriter.Merge("*\n", sections).Added, Is.EqualTo(new[] { "!README.md", "!main.py" }));
    }

    [Test]
    public void A_line_of_the_template_does_not_count_as_wish_of_the_user()
    {
        DockerignoreSection[] sections = [new("needed", ["data", "!data"])];

        var merge = DockerignoreWriter.Merge("!data\n", sections);

        Assert.That((merge.Added, merge.LeftOut), Is.EqualTo((new[] { "data", "!data" }, Array.Empty<string>())));
    }

    [Test]
    public void Lines_that_the_user_s_exceptions_contradict_are_left_out()
    {
        var merge = DockerignoreWriter.Merge("!data/keep\n!app\n", [new("own", ["data/*", "**/.env", "other"])]);

        Assert.That((merge.Added, merge.LeftOut), Is.EqualTo((new[] { "**/.env", "other" }, new[] { "data/*" })));
    }

    [Test]
    public void A_rejected_line_is_reported_with_the_path()
    {
        var error = Assert.Throws<DockerignoreException>(() => DockerignoreWriter.Merge("a\n[", new DockerignoreTemplate(), "web.dockerignore"))!;

        Assert.That((error.File, error.Line), Is.EqualTo(("web.dockerignore", 2)));
    }

    [Test]
    public void A_new_file_is_written()
    {
        var path = Path.Combine(_folder.Path, ".dockerignore");
        var template = new DockerignoreTemplate { Drop = ["data"] };

        var merge = DockerignoreWriter.Write(path, template);

        Assert.That((File.ReadAllText(path), merge.Text), Is.EqualTo((DockerignoreWriter.ToText(template), DockerignoreWriter.ToText(template))));
        Assert.That(merge.Added, Does.Contain("data").And.Contain("**/.env").And.Contain("!**/.env.example"));
        Assert.That(merge.LeftOut, Is.Empty);
    }

    [Test]
    public void An_existing_file_is_changed_only_if_a_line_is_missing()
    {
        var path = _folder.Write(".dockerignore", "# mine\ndata\n");
        var template = new DockerignoreTemplate { Drop = ["data"] };

        DockerignoreWriter.Write(path, template);
        var text = File.ReadAllText(path);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        var again = DockerignoreWriter.Write(path, template);

        Assert.That(text, Does.StartWith("# mine\ndata\n\n# Secrets"));
        Assert.That((again.Text, again.Added.Length, File.GetLastWriteTimeUtc(path)), Is.EqualTo((text, 0, DateTime.UnixEpoch)));
    }

    [Test]
    public void A_link_stays_and_its_target_is_changed()
    {
        var target = _folder.Write("shared", "# mine\n");
        var path = Path.Combine(_folder.Path, ".dockerignore");
        File.CreateSymbolicLink(path, "shared");

        DockerignoreWriter.Write(path, new DockerignoreTemplate());

        Assert.That(new FileInfo(path).LinkTarget, Is.EqualTo("shared"));
        Assert.That(File.ReadAllText(target), Does.StartWith("# mine\n\n# Secrets"));
    }

    private static bool Ignores(string text, string path) => new DockerignoreMatcher(DockerignoreFile.Parse(text)).Ignores(path);
}
