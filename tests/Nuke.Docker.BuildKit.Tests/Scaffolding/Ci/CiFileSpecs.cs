using Nuke.Docker.BuildKit.Scaffolding.Ci;
using Nuke.Docker.BuildKit.Text.Changes;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

public sealed class CiFileSpecs
{
    private const string Old = "name: docker\non: push\n";
    private const string New = "name: docker\non: pull_request\n";

    private TemporaryDirectory _folder = null!;

    private string Path => System.IO.Path.Combine(_folder.Path, "docker.yml");

    [SetUp]
    public void SetUp() => _folder = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_missing_file_is_written()
    {
        var (change, kept) = CiFile.Plan(Path, New, overwrite: false);

        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.False);
            Assert.That(change.Before, Is.Null);
            Assert.That(CiFile.IsOurs(change.After), Is.True);
            Assert.That(change.After, Does.EndWith(New));
        });
    }

    [Test]
    public void Writing_again_changes_nothing()
    {
        FileChanges.Write([CiFile.Plan(Path, New, overwrite: false).Change]);

        var (change, kept) = CiFile.Plan(Path, New, overwrite: true);

        Assert.That((change.Changes, kept), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_file_that_nobody_edited_is_written_again()
    {
        File.WriteAllText(Path, CiFile.Seal(Old));

        var (change, kept) = CiFile.Plan(Path, New, overwrite: false);

        Assert.That((change.Changes, change.KeepBackup, kept), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void Line_breaks_of_Windows_are_no_edit()
    {
        File.WriteAllText(Path, CiFile.Seal(New).Replace("\n", "\r\n", StringComparison.Ordinal));

        var (same, _) = CiFile.Plan(Path, New, overwrite: false);
        var (_, kept) = CiFile.Plan(Path, Old, overwrite: false);

        Assert.That((same.Changes, kept), Is.EqualTo((false, false)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_edited_file_is_kept_unless_overwriting_is_requested(bool overwrite)
    {
        File.WriteAllText(Path, CiFile.Seal(Old) + "# mine\n");

        var (change, kept) = CiFile.Plan(Path, New, overwrite);

        Assert.That((kept, change.KeepBackup), Is.EqualTo((!overwrite, overwrite)));
    }

    [TestCase("")]
    [TestCase("name: docker\n")]
    [TestCase("# Written by DockerCiFiles, digest 0000000000000000. An edited file is kept.\nname: docker\n")]
    [TestCase("# Written by DockerCiFiles, digest 0000000000000000")]
    public void A_file_of_somebody_else_is_kept(string text)
    {
        File.WriteAllText(Path, text);

        Assert.That(CiFile.Plan(Path, New, overwrite: false).Kept, Is.True);
    }
}
