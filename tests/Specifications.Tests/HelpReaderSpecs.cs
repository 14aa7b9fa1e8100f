using DockerTestSupport.Recordings;

namespace Specifications.Tests;

public class HelpReaderSpecs
{
    [TestCase("buildx_history_inspect_attachment", "docker buildx history inspect attachment")]
    [TestCase("compose_config", "docker compose config")]
    [TestCase("docker_run", "docker run")]
    [TestCase("docker", "docker")]
    [TestCase("docker_builder_prune", "docker buildx prune")]
    [TestCase("buildx_history_trace", "docker buildx history")]
    [TestCase("compose_wait", "docker compose wait")]
    public void The_usage_line_names_the_command(string name, string command)
    {
        Assert.That(CliHelp.Page(name).Command, Is.EqualTo(command));
    }

    [TestCase("buildx_prune", "--max-used-space", "bytes")]
    [TestCase("buildx_build", "--add-host", "strings")]
    [TestCase("buildx_build", "--no-cache", "bool")]
    [TestCase("docker_run", "--gpus", "gpu-request")]
    [TestCase("docker_run", "--health-start-interval", "duration")]
    [TestCase("docker_run", "--blkio-weight", "uint16")]
    [TestCase("docker_context_create", "--docker", "stringToString")]
    [TestCase("compose_run", "--no-TTY", "bool")]
    [TestCase("docker", "--tlscacert", "string")]
    public void A_flag_has_the_kind_that_is_printed(string name, string flag, string kind)
    {
        Assert.That(Flag(name, flag).Kind, Is.EqualTo(kind));
    }

    [TestCase("docker_run", "--annotation", "map[]")]
    [TestCase("compose_run", "--no-TTY", "true")]
    [TestCase("compose_config", "--format", null)]
    [TestCase("docker_run", "--restart", "no")]
    [TestCase("compose_volumes", "--format", "table")]
    [TestCase("docker_run", "--cgroupns", null)]
    [TestCase("buildx_create", "--driver", null)]
    public void A_default_stands_at_the_end(string name, string flag, string? value)
    {
        Assert.That(Flag(name, flag).Default, Is.EqualTo(value));
    }

    [Test]
    public void A_description_is_unwrapped()
    {
        var flag = Flag("buildx_create", "--driver");

        Assert.That(flag.Text, Is.EqualTo("Driver to use (available: \"docker-container\", \"kubernetes\", \"remote\")"));
    }

    [Test]
    public void A_shorthand_is_told_from_the_name()
    {
        Assert.That(Flag("compose_run", "--no-TTY").Shorthand, Is.EqualTo("-T"));
        Assert.That(Flag("compose_run", "--rm").Shorthand, Is.Null);
    }

    [Test]
    public void Help_itself_is_no_flag()
    {
        Assert.That(CliHelp.Page("docker_run").Flags.Select(flag => flag.Name), Has.None.EqualTo("--help").And.Exactly(103).Items);
    }

    [Test]
    public void Subcommands_of_all_groups_are_read()
    {
        Assert.That(CliHelp.Page("buildx_history").Subcommands, Is.EqualTo(new[] { "inspect", "export", "import", "logs", "ls", "open", "rm" }));
    }

    [Test]
    public void Aliases_are_read()
    {
        Assert.That(CliHelp.Page("docker_image_ls").Aliases, Is.EqualTo(new[] { "docker image ls", "docker image list", "docker images" }));
    }

    [Test]
    public void A_command_can_have_two_usages()
    {
        Assert.That(CliHelp.Page("compose_cp").Usages, Has.Length.EqualTo(2));
    }

    [Test]
    public void An_error_message_is_no_help()
    {
        var thrown = Assert.Throws<FormatException>(() => HelpReader.Read("docker: 'nope' is not a docker command."));

        Assert.That(thrown!.Message, Does.Contain("'nope' is not a docker command"));
    }

    private static HelpFlag Flag(string name, string flag) => CliHelp.Page(name).Flags.Single(one => one.Name == flag);
}
