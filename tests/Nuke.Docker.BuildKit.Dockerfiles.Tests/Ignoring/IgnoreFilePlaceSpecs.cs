using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>Finds and reads ignore files. Links are followed as BuildKit does: they never leave the directory.</summary>
public sealed class IgnoreFilePlaceSpecs
{
    private string _folder = null!;

    private string Context => Path.Combine(_folder, "context");

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("ignore-").FullName;
        Directory.CreateDirectory(Path.Combine(Context, "sub"));
        File.WriteAllText(Path.Combine(Context, "real"), "inside");
        File.WriteAllText(Path.Combine(Context, "sub", "real"), "sub");
        File.WriteAllText(Path.Combine(_folder, "real"), "outside");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("real", "inside")]
    [TestCase("./real", "inside")]
    [TestCase("sub/real", "sub")]
    [TestCase("sub/../real", "inside")]
    [TestCase("../real", "inside", Description = "The root has no parent")]
    [TestCase("../../sub//real", "sub")]
    [TestCase("/real", "inside", Description = "An absolute target is below the root")]
    [TestCase("/sub/real", "sub")]
    [TestCase("again", "inside", Description = "A link to a link")]
    [TestCase("folder/real", "sub", Description = "Through a link to a directory")]
    [TestCase("folder/../real", "inside")]
    [TestCase("sub/up", "inside", Description = "A target is relative to the link's directory")]
    [TestCase("sub/root", "inside")]
    [TestCase("none", null)]
    [TestCase("sub", null, Description = "A directory")]
    [TestCase(".dockerignore", null, Description = "A link to itself")]
    public void A_link_is_followed_within_the_context(string target, string? rule)
    {
        File.CreateSymbolicLink(Path.Combine(Context, "again"), "real");
        File.CreateSymbolicLink(Path.Combine(Context, "folder"), "sub");
        File.CreateSymbolicLink(Path.Combine(Context, "sub", "up"), "../real");
        File.CreateSymbolicLink(Path.Combine(Context, "sub", "root"), "/real");
        File.CreateSymbolicLink(Path.Combine(Context, ".dockerignore"), target);

        Assert.That(DockerignoreFile.Find(Context).Rules.SingleOrDefault()?.Pattern, Is.EqualTo(rule));
    }

    [TestCase(40, true)]
    [TestCase(41, false)]
    public void At_most_40_links_are_followed(int links, bool found)
    {
        File.CreateSymbolicLink(Path.Combine(Context, "link1"), "real");
        for (var number = 2; number < links; number++)
            File.CreateSymbolicLink(Path.Combine(Context, $"link{number}"), $"link{number - 1}");
        File.CreateSymbolicLink(Path.Combine(Context, ".dockerignore"), $"link{links - 1}");

        Assert.That(DockerignoreFile.Locate(Context) is not null, Is.EqualTo(found));
    }

    [Test]
    public void Lines_are_added_to_the_existing_file_otherwise_to_the_one_in_the_context()
    {
        var dockerfile = Path.Combine(_folder, "web.Dockerfile");
        var shared = Path.Combine(Context, ".dockerignore");

        Assert.That((DockerignoreFile.PathFor(Context), DockerignoreFile.PathFor(Context, dockerfile)), Is.EqualTo((shared, shared)));

        File.WriteAllText($"{dockerfile}.dockerignore", "");
        Assert.That((DockerignoreFile.PathFor(Context), DockerignoreFile.PathFor(Context, dockerfile)), Is.EqualTo((shared, $"{dockerfile}.dockerignore")));
    }

    [Test]
    public void The_file_beside_the_default_Dockerfile_is_found()
    {
        File.WriteAllText(Path.Combine(Context, ".dockerignore"), "a");
        File.WriteAllText(Path.Combine(Context, "Dockerfile.dockerignore"), "");

        var file = DockerignoreFile.Find(Context);

        Assert.That((file.Path, file.Rules.Length), Is.EqualTo((Path.Combine(Context, "Dockerfile.dockerignore"), 0)));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_reported()
    {
        var error = Assert.Throws<DockerignoreException>(() => DockerignoreFile.Read(Context))!;

        Assert.That((error.File, error.Line), Is.EqualTo((Context, (int?)null)));
        Assert.That(error.Message, Does.StartWith($"{Context}: it cannot be read (").And.EndsWith("). Correct its permissions, or remove it."));
    }

    [Test]
    public void Bytes_that_are_not_UTF_8_are_read_as_BuildKit_reads_them()
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, [0xFF, 0x61, 0xE4]);

        Assert.That(DockerignoreFile.Read(path).Rules.Single().Text, Is.EqualTo("\uFFFDa\uFFFD"));
    }

    [Test]
    public void UTF_16_is_rejected_because_it_ignores_nothing()
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, [0xFF, 0xFE, 0x61, 0x00]);

        Assert.That(() => DockerignoreFile.Read(path), Throws.InstanceOf<DockerignoreException>().With.Message.Contains("UTF-16"));
    }

    [TestCase(65_535, true)]
    [TestCase(65_536, false)]
    public void A_line_is_shorter_than_64_kB(int length, bool readable)
    {
        var text = $"a\n{new string('b', length)}\nc";

        if (readable)
            Assert.That(DockerignoreFile.Parse(text).Rules, Has.Length.EqualTo(3));
        else
            Assert.That(Assert.Throws<DockerignoreException>(() => DockerignoreFile.Parse(text))!.Message, Is.EqualTo(
                ".dockerignore:2: the line is longer than 64 kB, which BuildKit cannot read. Split it."));
    }

    [Test]
    public void A_byte_order_mark_is_removed_from_the_first_line_only() =>
        Assert.That(DockerignoreFile.Parse("\uFEFF#a\n\uFEFF#b").Rules.Select(rule => rule.Text), Is.EqualTo(new[] { "\uFEFF#b" }));

    [Test]
    public void An_invalid_line_is_reported_with_its_cure()
    {
        var error = Assert.Throws<DockerignoreException>(() => DockerignoreFile.Parse("!", "x"))!;

        Assert.That((error.Problem, error.Cure), Is.EqualTo((
            "'!' has no pattern; BuildKit fails the build",
            "Add one, as in !README.md, or remove the line")));
    }
}
