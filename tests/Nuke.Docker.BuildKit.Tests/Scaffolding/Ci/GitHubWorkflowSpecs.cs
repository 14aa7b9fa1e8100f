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

    // The action unpacks a single artifact without a folder of its name, which the join script needs.
    [Test]
    public void The_reports_of_one_platform_are_in_a_folder_of_their_own()
    {
        var plan = CiSamples.Plans["platforms"] with { Platforms = [new("linux/arm64", [])] };

        Assert.That(GitHubWorkflow.Write(plan), Does.Contain("path: reports/docker-reports-linux-arm64\n"));
    }

    [TestCase("docker.io", "DOCKERHUB_USER")]
    [TestCase("registry.example.com:5000", "REGISTRY_EXAMPLE_COM_5000_USER")]
    [TestCase("10.0.0.5:5000", "REGISTRY_10_0_0_5_5000_USER")]
    [TestCase("github.example.com", "REGISTRY_GITHUB_EXAMPLE_COM_USER")]
    public void Secrets_have_names_that_services_and_shells_accept(string registry, string name) =>
        Assert.That(CiSecrets.UserOf(registry), Is.EqualTo(name));

    [Test]
    public void The_rules_find_what_they_are_for() => Assert.That(
        WorkflowAudit.Findings(CiSamples.Read("bad.yml")).Select(finding => finding.Split(':')[0]).Distinct(),
        Is.EquivalentTo(new[]
        {
            "unpinned-uses", "excessive-permissions", "concurrency-limits", "timeout", "artipacked", "cache-poisoning", "template-injection", "password",
            "credentials",
        }));
}
