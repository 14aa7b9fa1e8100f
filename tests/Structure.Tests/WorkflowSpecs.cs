using System.Text.RegularExpressions;

namespace Structure.Tests;

/// <summary>The workflows of this repository and of the templates pin their actions by commit, and declare permissions.</summary>
public sealed partial class WorkflowSpecs
{
    private static IEnumerable<string> Workflows => Sources.Find("*.yml", ".github/workflows", "templates/wiring/.github/workflows");

    [TestCaseSource(nameof(Workflows))]
    public void Actions_are_pinned_by_commit_with_their_version(string workflow)
    {
        var uses = Sources.ReadLines(workflow).Where(line => Uses().IsMatch(line)).ToList();

        Assert.That(uses, Is.Not.Empty);
        Assert.That(uses.Where(line => !Pinned().IsMatch(line)), Is.Empty);
    }

    [TestCaseSource(nameof(Workflows))]
    public void Permissions_are_set_for_the_whole_workflow(string workflow) =>
        Assert.That(Sources.ReadLines(workflow), Has.Some.EqualTo("permissions:").Or.Some.EqualTo("permissions: {}"));

    [Test]
    public void An_action_has_one_version_in_all_workflows()
    {
        var versions = Workflows.SelectMany(Sources.ReadLines).Select(line => Pinned().Match(line)).Where(match => match.Success)
            .Select(match => (Action: match.Groups["action"].Value, Version: match.Groups["version"].Value))
            .Distinct()
            .GroupBy(pin => pin.Action)
            .Where(pins => pins.Count() > 1)
            .Select(pins => $"{pins.Key}: {string.Join(", ", pins.Select(pin => pin.Version))}");

        Assert.That(versions, Is.Empty);
    }

    [GeneratedRegex(@"^\s*(- )?uses:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(
        @"^\s*(- )?uses: (?<action>[\w./-]+)@(?<version>[0-9a-f]{40} # v\d+\.\d+\.\d+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();
}
