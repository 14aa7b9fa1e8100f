using DockerTestSupport.Recordings;

namespace Specifications.Tests;

public class SpecificationUpdateSpecs
{
    private static readonly Version Newer = new(0, 99, 0);

    private static readonly ToolSpecification Small = ToolSpecification.Parse("""
        {
          "tool": "buildx",
          "words": ["buildx"],
          "version": "0.29.1",
          "sets": {
            "debug": [
              { "name": "--debug", "kind": "bool", "since": "0.17.0", "doc": "By hand." }
            ]
          },
          "commands": [
            { "name": "", "since": "0.6.0", "group": true },
            {
              "name": "ls",
              "since": "0.6.0",
              "uses": ["debug"],
              "flags": [
                { "name": "--format", "kind": "string", "since": "0.13.0", "doc": "By hand, `too`." }
              ]
            }
          ]
        }
        """);

    [TestCase("buildx")]
    [TestCase("compose")]
    [TestCase("docker")]
    public void A_specification_is_written_as_it_was_read(string tool)
    {
        Assert.That(CliHelp.Specification(tool).ToText(), Is.EqualTo(CliHelp.SpecificationText(tool)));
    }

    [Test]
    public void What_is_new_and_what_is_gone_is_written()
    {
        var specification = ToolSpecification.Parse(Small.ToText());
        var pages = new[]
        {
            Root("ls", "top"),
            Page("ls", "  -D, --debug           Debug", "      --tree strings    Tree (default \"a\")"),
            Page("top", "      --wide   Wide") with { Usages = ["docker buildx top [OPTIONS] NAME [COMMAND] [ARG...]"] },
        };

        var changed = SpecificationUpdate.Apply(specification, SpecificationDrift.Compare(specification, Newer, pages), pages);

        Assert.That(changed, Is.True);
        Assert.That(specification.ToText(), Is.EqualTo("""
            {
              "tool": "buildx",
              "words": ["buildx"],
              "version": "0.99.0",
              "sets": {
                "debug": [
                  { "name": "--debug", "kind": "bool", "since": "0.17.0", "doc": "By hand." }
                ]
              },
              "commands": [
                { "name": "", "since": "0.6.0", "group": true },
                {
                  "name": "ls",
                  "since": "0.6.0",
                  "uses": ["debug"],
                  "flags": [
                    { "name": "--format", "kind": "string", "since": "0.13.0", "doc": "By hand, `too`.", "last": "0.29.1" },
                    { "name": "--tree", "kind": "stringSlice", "default": "a", "since": "0.99.0", "doc": "" }
                  ]
                },
                {
                  "name": "top",
                  "since": "0.99.0",
                  "doc": "",
                  "positionals": [
                    { "name": "Name", "usage": "NAME", "doc": "" },
                    { "name": "CommandLine", "usage": "[COMMAND] [ARG...]", "optional": true, "repeat": true, "rest": true, "doc": "" }
                  ],
                  "flags": [
                    { "name": "--wide", "kind": "bool", "since": "0.99.0", "doc": "" }
                  ]
                }
              ]
            }

            """));
    }

    [Test]
    public void After_an_update_nothing_differs()
    {
        var specification = ToolSpecification.Parse(Small.ToText());
        var pages = new[] { Root("top"), Page("top", "      --wide   Wide") };
        SpecificationUpdate.Apply(specification, SpecificationDrift.Compare(specification, Newer, pages), pages);

        var drift = SpecificationDrift.Compare(specification, Newer, pages);

        Assert.That(drift.Gaps, Is.Empty);
        Assert.That(SpecificationUpdate.Apply(specification, drift, pages), Is.False);
    }

    [Test]
    public void Another_default_and_other_arguments_are_written_and_what_was_said_of_them_stays()
    {
        var specification = ToolSpecification.Parse(Small.ToText());
        var pages = new[]
        {
            Root("ls"),
            Page("ls", "  -D, --debug           Debug", "      --format string   Format (default \"table\")") with
            {
                Usages = ["docker buildx ls [OPTIONS] [NAME...]"],
            },
        };
        var drift = SpecificationDrift.Compare(specification, new Version(0, 29, 1), pages);

        SpecificationUpdate.Apply(specification, drift, pages);

        Assert.That(drift.Gaps.Select(gap => gap.Kind), Is.EqualTo(new[] { GapKind.OtherUsage, GapKind.OtherDefault }));
        Assert.That(specification.ToText(), Does.Contain("""
                  "uses": ["debug"],
                  "positionals": [
                    { "name": "Name", "usage": "[NAME...]", "optional": true, "repeat": true, "doc": "" }
                  ],
                  "flags": [
                    { "name": "--format", "kind": "string", "default": "table", "since": "0.13.0", "doc": "By hand, `too`." }
                  ]
            """));
    }

    [TestCase("[]")]
    [TestCase("0s")]
    [TestCase("map[]")]
    [TestCase("hides intermediate images")]
    public void A_default_that_says_nothing_is_none(string text)
    {
        var pages = new[] { Root("ls"), Page("ls", "  -D, --debug           Debug", $"      --format string   Format (default {text})") };

        Assert.That(SpecificationDrift.Compare(ToolSpecification.Parse(Small.ToText()), new Version(0, 29, 1), pages).Gaps, Is.Empty);
    }

    [Test]
    public void A_flag_of_an_older_release_than_thought_gets_that_as_its_first()
    {
        var specification = ToolSpecification.Parse(Small.ToText());
        var pages = new[] { Root("ls"), Page("ls", "      --format string   Format") };

        SpecificationUpdate.Apply(specification, SpecificationDrift.Compare(specification, new Version(0, 12, 0), pages), pages);

        Assert.That(specification.Commands[1].Flags.Single(flag => flag.Name == "--format").Since, Is.EqualTo(new Version(0, 12, 0)));
    }

    private static HelpPage Root(params string[] subcommands) =>
        HelpReader.Read($"Usage:  docker buildx [OPTIONS] COMMAND\n\nCommands:\n{string.Join('\n', subcommands.Select(name => $"  {name}   What"))}\n");

    private static HelpPage Page(string name, params string[] flags) =>
        HelpReader.Read($"Usage:  docker buildx {name} [OPTIONS]\n\nOptions:\n{string.Join('\n', flags)}\n");
}
