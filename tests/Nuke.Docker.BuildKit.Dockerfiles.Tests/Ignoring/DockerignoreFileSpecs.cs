using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class DockerignoreFileSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("ignore-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("/a//b/", "a/b")]
    [TestCase("./a/./b", "a/b")]
    [TestCase("a/../b", "b")]
    [TestCase("../../a", "../../a")]
    [TestCase("/../a", "a")]
    [TestCase("! /a/", "a")]
    [TestCase("!!a", "!a")]
    [TestCase("  a b  ", "a b")]
    [TestCase("/", "/")]
    public void A_pattern_is_cleaned(string line, string pattern) =>
        Assert.That(DockerignoreFile.Parse(line).Rules.Single().Pattern, Is.EqualTo(pattern));

    [Test]
    public void Rules_keep_their_line_numbers()
    {
        var file = DockerignoreFile.Parse("# comment\n\na\r\n!b\n");

        Assert.That(file.Rules, Is.EqualTo(new[] { new DockerignoreRule("a", "a", Keeps: false, 3), new DockerignoreRule("!b", "b", Keeps: true, 4) }));
    }

    [TestCase("!", "has no pattern")]
    [TestCase("!  ", "has no pattern")]
    [TestCase("!/", "has no pattern")]
    [TestCase("[a", "no ']'")]
    [TestCase("[]", "must be escaped")]
    [TestCase("a\\", "backslash")]
    public void A_line_that_BuildKit_rejects_is_reported(string line, string problem)
    {
        var error = Assert.Throws<DockerignoreException>(() => DockerignoreFile.Parse($"ok\n{line}\n", "x/.dockerignore"))!;

        Assert.That(error.Message, Does.StartWith("x/.dockerignore:2: ").And.Contain(problem));
    }

    [Test]
    public void A_line_that_BuildKit_rejects_when_comparing_is_reported_then()
    {
        var file = DockerignoreFile.Parse("a\n[z-a]\n");
        var matcher = new DockerignoreMatcher(file);

        Assert.That(matcher.Ignores("a"), Is.True, "the second line isn't evaluated");
        Assert.That(Assert.Throws<DockerignoreException>(() => matcher.Ignores("b"))!.Line, Is.EqualTo(2));
    }

    [Test]
    public void A_line_beyond_Go_s_limit_is_reported() =>
        Assert.Throws<DockerignoreException>(() => DockerignoreFile.Parse(new string('a', 70_000)));

    [Test]
    public void The_Dockerfile_s_own_file_is_found_first()
    {
        File.WriteAllText(Path.Combine(_folder, ".dockerignore"), "a");
        File.WriteAllText(Path.Combine(_folder, "web.Dockerfile.dockerignore"), "b");

        Assert.That(DockerignoreFile.Find(_folder).Rules.Single().Pattern, Is.EqualTo("a"));
        Assert.That(DockerignoreFile.Find(_folder, Path.Combine(_folder, "web.Dockerfile")).Rules.Single().Pattern, Is.EqualTo("b"));
    }

    [Test]
    public void Without_a_file_nothing_is_excluded() => Assert.That(DockerignoreFile.Find(_folder), Is.SameAs(DockerignoreFile.Empty));
}
