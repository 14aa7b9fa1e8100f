using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class BuildContextReaderSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("context-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void An_ignored_directory_is_sent_if_an_entry_in_it_is()
    {
        Write(".dockerignore", "a\n!a/b/keep\n.dockerignore");
        Write("a/b/keep");
        Write("a/b/drop");
        Write("a/c/drop");

        var listing = BuildContextReader.Read(_folder);

        Assert.That(listing.Entries.Select(entry => entry.Path), Is.EqualTo(new[] { "a", "a/b", "a/b/keep" }));
        Assert.That(
            listing.Ignored.Select(entry => (entry.Path, entry.Rule.Line)),
            Is.EquivalentTo(new[] { (".dockerignore", 3), ("a/b/drop", 1), ("a/c", 1) }));
    }

    [Test]
    public void An_excluded_directory_is_not_read()
    {
        Write(".dockerignore", "node_modules\n!app/keep");
        Write("node_modules/a/b");

        var listing = BuildContextReader.Read(_folder);

        Assert.That(listing.Ignored.Single().Path, Is.EqualTo("node_modules"));
    }

    [Test]
    public void Links_are_not_followed_and_have_no_size()
    {
        Write("a/file", "12345");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "a");

        var listing = BuildContextReader.Read(_folder);

        Assert.That(listing.Entries.Single(entry => entry.Path == "link"), Is.EqualTo(new BuildContextEntry("link", BuildContextEntryKind.Link, 0)));
        Assert.That((listing.Files, listing.Bytes), Is.EqualTo((2, 5L)));
    }

    [Test]
    public void A_context_may_be_a_link_to_a_directory()
    {
        Write("real/file");
        File.CreateSymbolicLink(Path.Combine(_folder, "context"), "real");

        Assert.That(BuildContextReader.Read(Path.Combine(_folder, "context")).Entries.Single().Path, Is.EqualTo("file"));
    }

    [Test]
    public void A_missing_context_is_reported() => Assert.Throws<DirectoryNotFoundException>(() => BuildContextReader.Read(Path.Combine(_folder, "none")));

    private void Write(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, path))!);
        File.WriteAllText(Path.Combine(_folder, path), text);
    }
}
