using System.Reflection;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Tool.Commands;

namespace Nuke.Docker.BuildKit.Tool.Tests.Commands;

/// <summary>The table of commands, and the help that is written from it.</summary>
public sealed class ToolCommandsSpecs
{
    private static readonly ToolSurface s_surface =
        ToolSurface.Read(new Invocation(["--help"], new Dictionary<string, string>(), Directory.GetCurrentDirectory(), TextWriter.Null) { FindRoot = x => x });

    [OneTimeTearDown]
    public void End() => BuildSession.End();

    [Test]
    public void Each_target_of_the_components_has_a_command()
    {
        var targets = typeof(IDockerBuild).Assembly.GetExportedTypes().Where(type => type.IsInterface)
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(Target))
            .Select(property => property.Name);

        Assert.That(ToolCommands.All.Select(command => command.Target), Is.EquivalentTo(targets));
        Assert.That(s_surface.Targets.Select(target => target.Name), Is.EquivalentTo(targets));
    }

    [TestCaseSource(typeof(ToolCommands), nameof(ToolCommands.All))]
    public void Examples_name_parameters_that_the_command_reads(object row)
    {
        var command = (ToolCommand)row;
        var known = s_surface.ParametersOf(command).SelectMany(parameter => new[] { parameter.Flag, CommandHelp.FlagOf(parameter) }).ToHashSet();

        var named = command.Examples.SelectMany(example => example.Split(' ').Where(word => word.StartsWith("--", StringComparison.Ordinal)));

        Assert.That(command.Examples, Is.Not.Empty);
        Assert.That(named.Except(known), Is.Empty);
    }

    [TestCaseSource(typeof(ToolCommands), nameof(ToolCommands.All))]
    public void Help_describes_a_command_in_the_words_of_the_tool(object row)
    {
        var command = (ToolCommand)row;

        var help = string.Join('\n', new CommandHelp(s_surface).Of(command));

        Assert.That(help, Does.Contain($"docker-buildkit {command.Name}"));
        Assert.That(help, Does.Not.Match(@"\bDocker[A-Z]\w+").And.Not.Contain("Short:"));
        Assert.That(help.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(112));
    }

    [Test]
    public void The_overview_lists_all_commands_with_the_descriptions_of_their_targets()
    {
        var overview = string.Join(' ', string.Join(' ', new CommandHelp(s_surface).Overview()).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        foreach (var command in ToolCommands.All)
            Assert.That(overview, Does.Contain($"{command.Name} {CommandHelp.Text(s_surface.DescriptionOf(command))}"));
    }

    [TestCase("Stage to rebuild. Short: --stage. Default: all", "Stage to rebuild. Default: all")]
    [TestCase("DockerInit: folder to search", "Folder to search")]
    [TestCase("DockerDoctor --fix: restart docker", "--fix: restart docker")]
    [TestCase("Fail, as DockerLint does", "Fail, as 'lint' does")]
    [TestCase("DockerSomething is no target of ours", "DockerSomething is no target of ours")]
    public void Descriptions_of_targets_become_those_of_commands(string description, string expected) =>
        Assert.That(CommandHelp.Text(description), Is.EqualTo(expected));
}
