using Nuke.Common.IO;

namespace Nuke.EmbeddedHost.Tests.IO;

public class MovingSpecs
{
    private AbsolutePath root = null!;

    [SetUp]
    public void CreateFiles()
    {
        root = AbsolutePath.Create(Directory.CreateTempSubdirectory("moving-").FullName);
        foreach (var file in new[] { "a.txt", "from/b.txt", "from/deep/c.txt", "to/b.txt" })
            (root / file).WriteAllText(file);
    }

    [TearDown]
    public void DeleteFiles() => root.DeleteDirectory();

    [Test]
    public void A_file_is_moved_and_renamed()
    {
        Assert.That((root / "a.txt").MoveToDirectory(root / "new").ToString(), Is.EqualTo((root / "new" / "a.txt").ToString()));
        Assert.That((root / "new" / "a.txt").Rename("z.md").Name, Is.EqualTo("z.md"));
        Assert.That((root / "new" / "z.md").Rename(x => "y" + x.Extension).Name, Is.EqualTo("y.md"));
        Assert.That((root / "new" / "y.md").RenameWithoutExtension("x").Name, Is.EqualTo("x.md"));
        Assert.That((root / "new" / "x.md").RenameWithoutExtension(x => x.NameWithoutExtension + "1").Name, Is.EqualTo("x1.md"));
        Assert.That((root / "new" / "x1.md").Move(_ => root / "w.md").ReadAllText(), Is.EqualTo("a.txt\n"));

        Assert.That(Files(), Is.EqualTo("from/b.txt,from/deep/c.txt,to/b.txt,w.md"));
    }

    [TestCase(ExistsPolicy.MergeAndOverwrite, false, "a.txt,to/b.txt,to/deep/c.txt", "from/b.txt")]
    [TestCase(ExistsPolicy.MergeAndSkip, false, "a.txt,from/b.txt,to/b.txt,to/deep/c.txt", "to/b.txt")]
    [TestCase(ExistsPolicy.MergeAndSkip, true, "a.txt,to/b.txt,to/deep/c.txt", "to/b.txt")]
    public void A_folder_is_moved_as_the_policy_says(ExistsPolicy policy, bool deleteRemaining, string files, string content)
    {
        (root / "from").Move(root / "to", policy, deleteRemainingFiles: deleteRemaining);

        Assert.That(Files(), Is.EqualTo(files));
        Assert.That((root / "to" / "b.txt").ReadAllText(), Is.EqualTo(content + "\n"));
    }

    [Test]
    public void A_newer_file_replaces_an_older_one_only()
    {
        File.SetLastWriteTimeUtc(root / "to" / "b.txt", DateTime.UtcNow.AddHours(-1));
        (root / "from" / "b.txt").CopyToDirectory(root / "to", ExistsPolicy.MergeAndOverwriteIfNewer);
        Assert.That((root / "to" / "b.txt").ReadAllText(), Is.EqualTo("from/b.txt\n"));

        (root / "a.txt").WriteAllText("old");
        File.SetLastWriteTimeUtc(root / "a.txt", DateTime.UtcNow.AddHours(-1));
        var copied = (root / "a.txt").Copy(root / "to" / "b.txt", ExistsPolicy.FileOverwriteIfNewer);
        Assert.That(copied, Is.EqualTo(root / "a.txt"), "a file that is skipped stays where it is");
        Assert.That((root / "to" / "b.txt").ReadAllText(), Is.EqualTo("from/b.txt\n"));
    }

    [Test]
    public void What_exists_is_not_replaced_by_default()
    {
        Assert.That(() => (root / "from").Move(root / "to"), Throws.ArgumentException.With.Message.Contain("exists already"));
        Assert.That(() => (root / "a.txt").Move(root / "to" / "b.txt"), Throws.TypeOf<IOException>().With.Message.Contain("exists already"));
        Assert.That(() => (root / "from").Copy(root / "from" / "inner"), Throws.ArgumentException.With.Message.Contain("lies in"));
        Assert.That(() => (root / "nothing").Move(root / "new"), Throws.ArgumentException.With.Message.Contain("does not exist"));
        Assert.That(() => (root / "a.txt").Copy(root / "b.txt", excludeFile: _ => true), Throws.ArgumentException);

        Assert.That(Files(), Is.EqualTo("a.txt,from/b.txt,from/deep/c.txt,to/b.txt"));
    }

    [Test]
    public void The_name_of_a_variable_says_what_must_exist()
    {
        var inputFile = root / "a.txt";
        var inputDirectory = root / "from";
        var input = root / "a.txt";

        Assert.That(inputFile.Exists(), Is.True);
        Assert.That(inputDirectory.Exists(), Is.True);
        Assert.That((inputDirectory / "a.txt").Exists("inputDirectory"), Is.False);
        Assert.That(inputDirectory.Exists("TheFile"), Is.False);
        Assert.That(inputFile.Existing(), Is.EqualTo(inputFile));
        Assert.That(inputFile.Existing("someFolder"), Is.Null);
        Assert.That(() => input.Exists(), Throws.ArgumentException.With.Message.Contain("'input' doesn't say"));
    }

    [Test]
    public void A_parent_is_looked_for_from_a_file()
    {
        Assert.That((root / "from" / "deep" / "c.txt").FindParent(x => x.Name == "from"), Is.EqualTo(root / "from"));
        Assert.That((root / "from" / "deep").FindParentOrSelf(x => x.Name == "deep"), Is.EqualTo(root / "from" / "deep"));
        Assert.That(() => (root / "from").FindParent(_ => true), Throws.ArgumentException);
        Assert.That(() => (root / "nothing").FindParentOrSelf(_ => true), Throws.ArgumentException);
    }

    [Test]
    public void Outer_files_come_first()
    {
        (root / "from" / "z.txt").WriteAllText("z");

        Assert.That(Names((root / "from").GetFiles(depth: 2)), Is.EqualTo("b.txt,z.txt,deep/c.txt"));
        Assert.That(Names((root / "from").GetFiles(depth: 0)), Is.Empty);
        Assert.That(string.Join(',', root.GetDirectories(depth: 2).Select(x => x.Name)), Is.EqualTo("from,to,deep"));
        Assert.That(string.Join(',', root.GetDirectories("d*", depth: 2).Select(x => x.Name)), Is.EqualTo("deep"));

        string Names(IEnumerable<AbsolutePath> files) => string.Join(',', files.Select(x => (root / "from").GetUnixRelativePathTo(x).ToString()));
    }

    [Test]
    public void A_folder_is_as_new_as_the_newest_thing_in_it()
    {
        var time = DateTime.UtcNow.AddDays(1);
        File.SetLastWriteTimeUtc(root / "from" / "deep" / "c.txt", time);

        Assert.That(root.GetLastWriteTimeUtc(), Is.EqualTo(time).Within(TimeSpan.FromSeconds(1)));
        Assert.That(() => (root / "nothing").GetLastWriteTimeUtc(), Throws.ArgumentException);
    }

    [TestCase("a\r\nb", "a\r\nb\r\n")]
    [TestCase("a\nb\n\n", "a\nb\n")]
    public void A_file_ends_with_its_own_kind_of_line_break(string content, string expected)
        => Assert.That(File.ReadAllText((root / "lines.txt").WriteAllText(content)), Is.EqualTo(expected));

    private string Files() => string.Join(',', root.GlobFiles("**/*").Select(x => root.GetUnixRelativePathTo(x).ToString()));
}
