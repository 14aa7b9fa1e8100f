using System.Diagnostics;

namespace Nuke.Docker.BuildKit.Text.Tests;

public sealed class FileContentSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("content-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test, Platform(Exclude = "Win"), CancelAfter(20_000)]
    public void A_named_pipe_without_a_writer_is_empty()
    {
        var path = Path.Combine(_folder, "Dockerfile");
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();

        Assert.That(Task.Run(() => FileContent.ReadBytes(path)).Wait(10_000), Is.True);
        Assert.That(FileContent.ReadBytes(path), Is.Empty);
    }

    [Test]
    public void A_file_is_read_through_a_link()
    {
        File.WriteAllText(Path.Combine(_folder, "a"), "text");
        File.CreateSymbolicLink(Path.Combine(_folder, "b"), Path.Combine(_folder, "a"));

        Assert.That(FileContent.ReadBytes(Path.Combine(_folder, "b")), Is.EqualTo("text"u8.ToArray()));
    }

    [Test]
    public void A_missing_file_is_an_error() =>
        Assert.That(() => FileContent.ReadBytes(Path.Combine(_folder, "missing")), Throws.InstanceOf<FileNotFoundException>());
}
