using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Text.Tests.Changes;

public sealed class FileChangesSpecs
{
    private string _directory = null!;

    private string File => Path.Combine(_directory, "file");

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("changes-").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void An_unchanged_file_is_not_written()
    {
        System.IO.File.WriteAllText(File, "same");

        var written = FileChanges.Write([FileChange.Of(File, "same")]);

        Assert.That(written, Is.Empty);
    }

    [Test]
    public void A_replaced_file_is_kept_as_a_backup()
    {
        System.IO.File.WriteAllText(File, "first");

        FileChanges.Write([FileChange.Of(File, "second") with { KeepBackup = true }]);
        FileChanges.Write([FileChange.Of(File, "third") with { KeepBackup = true }]);

        Assert.That(
            new[] { "file", "file.bak", "file.bak2" }.Select(name => System.IO.File.ReadAllText(Path.Combine(_directory, name))),
            Is.EqualTo(["third", "first", "second"]));
    }

    [Test]
    public void A_file_that_was_changed_in_the_meantime_is_not_overwritten()
    {
        var change = FileChange.Of(File, "ours");
        System.IO.File.WriteAllText(File, "theirs");

        var exception = Assert.Throws<DockerException>(() => FileChanges.Write([change]))!;
        Assert.That((exception.Kind, exception.ExitCode), Is.EqualTo((DockerFaultKind.FileChanged, 52)));
        Assert.That(exception.Message, Does.Contain(File));
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo("theirs"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_script_is_executable()
    {
        FileChanges.Write([FileChange.Of(File, "#!/bin/sh\n") with { Executable = true }]);

        Assert.That(!OperatingSystem.IsWindows() && System.IO.File.GetUnixFileMode(File).HasFlag(UnixFileMode.UserExecute));
    }

    [TestCase("latin1", "is not in UTF-8: line 1")]
    [TestCase("utf-16", "is in UTF-16")]
    public void A_file_in_another_encoding_is_not_changed(string encoding, string told)
    {
        System.IO.File.WriteAllText(File, "# größe\n", System.Text.Encoding.GetEncoding(encoding));

        Assert.That(
            () => FileChange.Of(File, "x"),
            Throws.TypeOf<DockerException>().With.Property("Kind").EqualTo(DockerFaultKind.ProjectInvalid).And.Message.Contains(told)
                .And.Message.Contains("utf8NoBOM"));
    }
}
