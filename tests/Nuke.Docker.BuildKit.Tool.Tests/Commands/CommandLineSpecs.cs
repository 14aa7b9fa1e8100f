using Nuke.Docker.BuildKit.Tool.Commands;

namespace Nuke.Docker.BuildKit.Tool.Tests.Commands;

/// <summary>The words of a command line: command, folder, parameters.</summary>
public sealed class CommandLineSpecs
{
    [TestCase("build", "build", "", "")]
    [TestCase("BUILD", "build", "", "")]
    [TestCase("build api --push", "build", "api", "--push")]
    [TestCase("build --image a b", "build", "", "--image a b")]
    [TestCase("cache", "cache", "", "")]
    [TestCase("cache clean --image a", "cache clean", "", "--image a")]
    [TestCase("cache other", "cache", "other", "")]
    [TestCase("help cache clean", "cache clean", "", "")]
    [TestCase("DockerFix api", "fix", "api", "")]
    [TestCase("docker-cache-clean", "cache clean", "", "")]
    [TestCase("nothing", null, "nothing", "")]
    [TestCase("", null, "", "")]
    public void A_command_is_found_by_its_longest_name(string arguments, string? name, string rest, string parameters)
    {
        var line = CommandLine.Read(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(
            (line.Command?.Name, string.Join(' ', line.Rest), string.Join(' ', line.Parameters)),
            Is.EqualTo((name, rest, parameters)));
    }
}
