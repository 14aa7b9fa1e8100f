using Nuke.Common.IO;

namespace Nuke.EmbeddedHost.Tests.IO;

[Platform(Exclude = "Win")]
public class AbsolutePathSpecs
{
    [TestCase("/a/b/", "/a/b")]
    [TestCase("/a/./b/../c", "/a/c")]
    [TestCase("/", "/")]
    public void A_path_is_normalized(string path, string expected)
        => Assert.That(AbsolutePath.Create(path).ToString(), Is.EqualTo(expected));

    [TestCase("a/b")]
    [TestCase("")]
    [Difference]
    public void A_relative_path_is_refused(string path)
        => Assert.That(() => AbsolutePath.Create(path), Throws.ArgumentException.With.Message.Contain("is not an absolute path"));

    [Test]
    public void Paths_are_put_together()
    {
        AbsolutePath root = "/repo";

        Assert.That((root / "src" / "a.cs").ToString(), Is.EqualTo("/repo/src/a.cs"));
        Assert.That((root / "src" / ".." / "b").ToString(), Is.EqualTo("/repo/b"));
        Assert.That((root / "src" / ..).ToString(), Is.EqualTo("/repo"));
        Assert.That((root + ".bak").ToString(), Is.EqualTo("/repo.bak"));
        Assert.That((root / "src\\a").ToString(), Is.EqualTo("/repo/src/a"));
        Assert.That((root / null).ToString(), Is.EqualTo("/repo"));
        Assert.That(root / "x" == "/repo/x", Is.True);
        Assert.That(root / "x" == "/repo/X", Is.False);
    }

    [TestCase("/repo", "/etc", "'/etc' is absolute and can't follow '/repo'")]
    [TestCase("/repo", "../..", "leads above its root")]
    [TestCase("/", "..", "leads above its root")]
    public void A_path_cannot_leave_where_it_is_put_together(string left, string right, string message)
    {
        Assert.That(() => (AbsolutePath)left / right, Throws.ArgumentException.With.Message.Contain(message));
        Assert.That(() => PathConstruction.NormalizePath(PathConstruction.Combine(left, right)), Throws.ArgumentException.With.Message.Contain(message));
    }

    [Test]
    public void A_path_knows_its_parts()
    {
        AbsolutePath path = "/repo/src/a.tar.gz";

        Assert.That(path.Name, Is.EqualTo("a.tar.gz"));
        Assert.That(path.NameWithoutExtension, Is.EqualTo("a.tar"));
        Assert.That(path.Extension, Is.EqualTo(".gz"));
        Assert.That(path.Parent, Is.EqualTo((AbsolutePath)"/repo/src"));
        Assert.That(((AbsolutePath)"/").Parent, Is.Null);
        Assert.That((AbsolutePath)"/" / .., Is.Null);
        Assert.That(((AbsolutePath)"/").Name, Is.Empty);
        Assert.That(path.HasExtension("zip", "gz"), Is.True);
        Assert.That(path.HasExtension(".tar.GZ"), Is.True);
    }

    [TestCase(null, "/a b")]
    [TestCase("d", "\"/a b\"")]
    [TestCase("dn", "\"/a b\"")]
    [TestCase("sn", "'/a b'")]
    [TestCase("nq", "/a b")]
    public void A_format_quotes_the_path(string? format, string expected)
        => Assert.That(((AbsolutePath)"/a b").ToString(format), Is.EqualTo(expected));

    [TestCase("/repo/src", "src")]
    [TestCase("/other", "../other")]
    [TestCase("/repo", ".")]
    public void A_relative_path_leads_there(string destination, string expected)
        => Assert.That(((AbsolutePath)"/repo").GetUnixRelativePathTo(destination).ToString(), Is.EqualTo(expected == "." ? "" : expected));

    [Test]
    public void A_path_leads_nowhere_from_itself()
        => Assert.That(PathConstruction.GetRelativePath("/repo", "/repo"), Is.Empty);

    [TestCase("/repo/src", true)]
    [TestCase("/repo", true)]
    [TestCase("/repository", false)]
    [TestCase("/", false)]
    public void A_folder_contains_what_lies_in_it(string path, bool expected)
        => Assert.That(((AbsolutePath)"/repo").Contains(path), Is.EqualTo(expected));
}
