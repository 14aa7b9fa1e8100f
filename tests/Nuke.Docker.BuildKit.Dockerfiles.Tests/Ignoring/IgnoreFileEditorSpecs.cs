using System.Runtime.Versioning;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class IgnoreFileEditorSpecs
{
    private string _folder = null!;
    private string _file = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("ignore-").FullName;
        _file = Path.Combine(_folder, ".gitignore");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("", "# why\n/x/\n")]
    [TestCase("bin/\n", "bin/\n\n# why\n/x/\n")]
    [TestCase("bin/", "bin/\n\n# why\n/x/\n")]
    [TestCase("bin/\r\nobj/", "bin/\r\nobj/\r\n\r\n# why\r\n/x/\r\n")]
    [TestCase("\uFEFFbin/\n", "\uFEFFbin/\n\n# why\n/x/\n")]
    [TestCase("  odd   \t\n\n\n", "  odd   \t\n\n\n\n# why\n/x/\n")]
    [TestCase("# x\n", "# x\n\n# why\n/x/\n")]
    [TestCase("y/x\nxx\nx.y\n", "y/x\nxx\nx.y\n\n# why\n/x/\n")]
    public void A_line_is_added_at_the_end(string before, string after)
    {
        File.WriteAllText(_file, before, new UTF8Encoding(false));

        var added = IgnoreFileEditor.AddOnce(_file, ["/x/"], "why");

        Assert.That(added, Is.EqualTo(["/x/"]));
        Assert.That(new UTF8Encoding(false).GetString(File.ReadAllBytes(_file)), Is.EqualTo(after));
    }

    [Test]
    public void A_missing_file_is_created()
    {
        IgnoreFileEditor.AddOnce(_file, ["/x/", "y"]);

        Assert.That(File.ReadAllText(_file), Is.EqualTo("/x/\ny\n"));
    }

    [TestCase("a/x")]
    [TestCase("/a/x")]
    [TestCase("a/x/")]
    [TestCase("/a/x/")]
    [TestCase("./a/x")]
    [TestCase("**/a/x")]
    [TestCase("a/x/**")]
    [TestCase("  a/x  ")]
    [TestCase("a/x\r")]
    [TestCase("\uFEFFa/x")]
    [TestCase("a")]
    [TestCase("/a/")]
    [TestCase("*")]
    [TestCase("**")]
    [TestCase("!a/x")]
    [TestCase("! /a/x/")]
    public void Nothing_is_added_if_the_file_contains_another_spelling(string line)
    {
        File.WriteAllText(_file, $"first\n{line}\nlast", new UTF8Encoding(false));
        var before = File.ReadAllBytes(_file);
        File.SetLastWriteTimeUtc(_file, DateTime.UnixEpoch);

        var added = IgnoreFileEditor.AddOnce(_file, ["/a/x/"], "why");

        Assert.That(added, Is.Empty);
        Assert.That((File.ReadAllBytes(_file), File.GetLastWriteTimeUtc(_file)), Is.EqualTo((before, DateTime.UnixEpoch)));
    }

    [Test]
    public void A_line_is_added_once()
    {
        IgnoreFileEditor.AddOnce(_file, ["/x/"], "why");
        var once = File.ReadAllText(_file);

        Assert.That(IgnoreFileEditor.AddOnce(_file, ["x"], "why"), Is.Empty);
        Assert.That(File.ReadAllText(_file), Is.EqualTo(once));
    }

    [Test]
    public void Bytes_that_are_not_UTF_8_are_preserved()
    {
        byte[] before = [0xE9, 0x2F, 0x0A];
        File.WriteAllBytes(_file, before);

        IgnoreFileEditor.AddOnce(_file, ["/ü/"]);

        Assert.That(File.ReadAllBytes(_file), Is.EqualTo((byte[])[.. before, .. "/ü/\n"u8]));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public void Links_and_permissions_are_preserved()
    {
        var real = Path.Combine(_folder, "real");
        File.WriteAllText(real, "y\n");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_file, real);

        IgnoreFileEditor.AddOnce(_file, ["/x/"]);

        Assert.That(new FileInfo(_file).LinkTarget, Is.EqualTo(real));
        Assert.That((File.ReadAllText(real), File.GetUnixFileMode(real)), Is.EqualTo(("y\n/x/\n", UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }
}
