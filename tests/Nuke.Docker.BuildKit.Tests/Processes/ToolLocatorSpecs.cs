using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Processes;

[Platform("Linux,MacOsX", Reason = "permission bits")]
public class ToolLocatorSpecs
{
    private DirectoryInfo _root = null!;

    [SetUp]
    public void SetUp() => _root = Directory.CreateTempSubdirectory("tools-");

    [TearDown]
    public void TearDown() => _root.Delete(recursive: true);

    [Test]
    public void The_first_executable_on_the_path_is_taken()
    {
        AddFile("a/docker", executable: false);
        Directory.CreateDirectory(At("b/docker"));
        AddFile("c/docker", executable: true);
        AddFile("d/docker", executable: true);

        var found = ToolLocator.Find("docker", string.Join(':', "", At("missing"), At("a"), At("b"), At("c"), At("d")));

        Assert.That(found, Is.EqualTo(At("c/docker")));
    }

    [Test]
    public void A_relative_path_starts_at_the_working_directory()
    {
        AddFile("tools/docker", executable: true);

        var found = ToolLocator.Find("./tools/docker", searchPath: "", _root.FullName);

        Assert.That(found, Is.EqualTo(At("tools/docker")));
    }

    [Test]
    public void A_tool_that_is_nowhere_says_where_it_was_looked_for()
    {
        Assert.That(
            () => ToolLocator.Find("docker", "/one:/two"),
            ThrowsFault.Of(DockerFaultKind.ToolMissing).With.Message.EqualTo(
                "'docker' was not found in any folder of PATH (/one:/two). Install it, add its folder to PATH, or set ToolPath to the executable."));
    }

    [TestCase("missing", "does not exist")]
    [TestCase("folder", "is a folder")]
    [TestCase("plain", "is not executable")]
    public void A_path_that_is_no_executable_says_why(string name, string problem)
    {
        Directory.CreateDirectory(At("folder"));
        AddFile("plain", executable: false);

        Assert.That(
            () => ToolLocator.Find(At(name)),
            ThrowsFault.Of(DockerFaultKind.ToolMissing)
                .With.Message.EqualTo($"'{At(name)}' can't be started: {At(name)} {problem}. Set ToolPath to the executable."));
    }

    private string At(string path) => Path.Combine(_root.FullName, path);

    private void AddFile(string path, bool executable)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), "");

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At(path), UnixFileMode.UserRead | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
    }
}
