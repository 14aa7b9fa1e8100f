using Nuke.Docker.BuildKit.Scaffolding.Ci;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

public sealed class GitHubWorkflowSpecs
{
    private static IEnumerable<string> Names => CiSamples.Plans.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_workflow_is_as_expected(string name) =>
        CiSamples.Compare(GitHubWorkflow.Write(CiSamples.Plans[name]), $"github-{name}.yml");

    [TestCaseSource(nameof(Names))]
    public void A_workflow_has_no_findings(string name) =>
        Assert.That(WorkflowAudit.Findings(GitHubWorkflow.Write(CiSamples.Plans[name])), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void A_workflow_has_no_line_that_is_too_long_or_ends_with_space(string name) => Assert.That(
        GitHubWorkflow.Write(CiSamples.Plans[name]).Split('\n'),
        Has.All.Length.LessThanOrEqualTo(160).And.All.Not.EndsWith(" "));

    [Test]
    public void The_rules_find_what_they_are_for() => Assert.That(
        WorkflowAudit.Findings(CiSamples.Read("bad.yml")).Select(finding => finding.Split(':')[0]).Distinct(),
        Is.EquivalentTo(new[]
        {
            "unpinned-uses", "excessive-permissions", "concurrency-limits", "timeout", "artipacked", "cache-poisoning", "template-injection", "password",
            "credentials",
        }));
}
