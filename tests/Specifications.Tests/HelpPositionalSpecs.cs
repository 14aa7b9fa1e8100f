using DockerTestSupport.Recordings;

namespace Specifications.Tests;

/// <summary>Compares the arguments read from usage lines with those written by hand in the specifications.</summary>
public class HelpPositionalSpecs
{
    // The usage lines of the tools are wrong or imprecise here: the commands take one argument more, one less, or several.
    private static readonly string[] s_byHand =
    [
        "docker buildx build", "docker buildx dap build", "docker buildx debug build", "docker compose cp", "docker compose down",
        "docker buildx history inspect",
    ];

    [TestCase("buildx")]
    [TestCase("compose")]
    [TestCase("docker")]
    public void A_usage_line_says_what_was_written_by_hand(string tool)
    {
        var specified = CliHelp.Specification(tool).Json["commands"]!.AsArray()
            .Where(command => command!["positionals"] is not null)
            .ToDictionary(
                command => $"{CliHelp.Specification(tool).Line} {command!["name"]}",
                command => command!["positionals"]!.AsArray()
                    .Select(row => ((string)row!["usage"]!, (bool?)row["optional"] ?? false, (bool?)row["repeat"] ?? false, (bool?)row["rest"] ?? false))
                    .ToList());

        var read = CliHelp.Pages(tool)
            .Where(
                page => page.Proven == page.Command
                    && !s_byHand.Contains(page.Command)
                    && page.Positionals.Length + specified.GetValueOrDefault(page.Command, []).Count > 0)
            .ToDictionary(page => page.Command, page => page.Positionals.Select(one => (one.Usage, one.Optional, one.Repeat, one.Rest)).ToList());

        Assert.That(read, Has.Count.GreaterThan(9));
        foreach (var (command, positionals) in read)
            Assert.That(positionals, Is.EqualTo(specified.GetValueOrDefault(command, [])), command);
    }

    [TestCase("docker compose run [OPTIONS] SERVICE [COMMAND] [ARGS...]", "Service, CommandLine")]
    [TestCase("docker buildx create [OPTIONS] [CONTEXT|ENDPOINT]", "Context")]
    [TestCase("docker image tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", "SourceImage, TargetImage")]
    [TestCase("docker buildx build [OPTIONS] PATH | URL | -", "Path")]
    [TestCase("docker buildx policy test [OPTIONS] <path>", "Path")]
    [TestCase("docker buildx history [OPTIONS] COMMAND", "")]
    public void Each_gets_a_property_of_its_name(string usage, string names)
    {
        var page = HelpReader.Read($"Usage:  {usage}\n");

        Assert.That(string.Join(", ", page.Positionals.Select(one => one.Name)), Is.EqualTo(names));
    }
}
