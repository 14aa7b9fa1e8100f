using DockerTestSupport.Recordings;

namespace Specifications.Tests;

/// <summary>Compares the specifications with the recorded help of three tools.</summary>
public class SpecificationDriftSpecs
{
    [TestCase("buildx", "buildx 28/28 commands 226/226 flags")]
    [TestCase("compose", "compose 39/39 commands 237/237 flags")]
    [TestCase("docker", "docker 26/26 commands 179/179 flags")]
    public void Specifications_and_recordings_agree(string tool, string line)
    {
        var drift = Compare(tool, CliHelp.Pages(tool));

        Assert.That(drift.Gaps, Is.Empty);
        Assert.That(drift.ToString(), Is.EqualTo(line));
    }

    [TestCase(
        "buildx",
        "buildx_build",
        "      --label stringArray ",
        "      --lable stringArray ",
        "docker buildx build --lable is not in the specification",
        "docker buildx build --label is in the specification and not in the tool")]
    [TestCase(
        "buildx",
        "buildx_prune",
        "      --min-free-space bytes",
        "      --min-free-space int  ",
        "docker buildx prune --min-free-space is of another kind in the tool: int")]
    [TestCase(
        "buildx",
        "buildx_ls",
        "      --no-trunc",
        "      --timeout ",
        "docker buildx ls --timeout is in the tool, which the specification says is too old for it",
        "docker buildx ls --no-trunc is in the specification and not in the tool")]
    [TestCase("buildx", "buildx_inspect", "[NAME]", "NAME", "docker buildx inspect takes other arguments in the tool: NAME")]
    [TestCase(
        "buildx",
        "buildx_version",
        "docker buildx version",
        "docker buildx version [NAME]",
        "docker buildx version takes other arguments in the tool: [NAME]")]
    [TestCase("compose", "compose_rm", "[SERVICE...]", "", "docker compose rm takes other arguments in the tool: none")]
    [TestCase(
        "buildx",
        "buildx_history_ls",
        "(default \"table\")",
        "(default \"json\")",
        "docker buildx history ls --format has another default in the tool: json")]
    [TestCase("compose", "compose", "  port        Print", "  prot        Print", "docker compose prot is not in the specification")]
    [TestCase(
        "docker",
        "docker_run",
        "      --sysctl map",
        "      --sysctls map",
        "docker run --sysctls is not in the specification",
        "docker run --sysctl is in the specification and not in the tool")]
    public void A_gap_is_named(string tool, string page, string before, string after, params string[] gaps)
    {
        var pages = CliHelp.Pages(tool);
        var index = pages.FindIndex(one => one.Asked!.EndsWith(page.Replace('_', ' '), StringComparison.Ordinal));
        Assert.That(CliHelp.Text(page), Does.Contain(before));
        pages[index] = HelpReader.Read(CliHelp.Text(page).Replace(before, after, StringComparison.Ordinal)) with { Asked = pages[index].Asked };

        var drift = Compare(tool, pages);

        Assert.That(drift.Gaps.Select(gap => gap.ToString()), Is.EquivalentTo(gaps));
    }

    [Test]
    public void A_command_that_is_gone_is_a_gap()
    {
        var pages = CliHelp.Pages("buildx").Where(page => page.Command != "docker buildx du").ToList();
        pages[0] = pages[0] with { Subcommands = pages[0].Subcommands.Remove("du") };

        var drift = Compare("buildx", pages);

        Assert.That(drift.Gaps.Single().ToString(), Is.EqualTo("docker buildx du is in the specification and not in the tool"));
        Assert.That(drift.Commands, Is.EqualTo(new Coverage(27, 28)));
    }

    [Test]
    public void A_newer_flag_is_no_gap_of_an_older_tool()
    {
        var resource = CliHelp.Specification("buildx").Commands.Single(command => command.Name == "build").Flags.Single(flag => flag.Name == "--resource");

        Assert.That(resource.IsIn(CliHelp.VersionOf("buildx")), Is.False);
        Assert.That(resource.IsIn(new Version(0, 35, 0)), Is.True);
    }

    private static DriftReport Compare(string tool, List<HelpPage> pages) =>
        SpecificationDrift.Compare(CliHelp.Specification(tool), CliHelp.VersionOf(tool), pages);
}
