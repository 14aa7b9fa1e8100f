using Nuke.Docker.BuildKit.Scaffolding.Ci;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

/// <summary>Completes workflows in the format of NUKE's attribute.</summary>
public sealed class NukeWorkflowSpecs
{
    private static readonly CiPlan s_plan = CiSamples.Plans["one-machine"];

    [TestCase("nuke-simple")]
    [TestCase("nuke-full")]
    public void What_the_attribute_lacks_is_added(string name)
    {
        var before = CiSamples.Read($"{name}.before.yml");

        Assert.That(NukeWorkflow.IsOne(before), Is.True);
        var after = NukeWorkflow.Complete(before, s_plan);
        CiSamples.Compare(after, $"{name}.after.yml");
        Assert.That(WorkflowAudit.Findings(after), Is.Empty);
    }

    [TestCase("nuke-simple")]
    [TestCase("nuke-full")]
    public void Completing_again_changes_nothing(string name)
    {
        var once = NukeWorkflow.Complete(CiSamples.Read($"{name}.before.yml"), s_plan);

        Assert.That(NukeWorkflow.Complete(once, s_plan), Is.EqualTo(once));
    }

    [Test]
    public void Line_breaks_of_Windows_stay()
    {
        var before = CiSamples.Read("nuke-simple.before.yml").Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.That(NukeWorkflow.Complete(before, s_plan).Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain('\n').And.Not.Contain('\r'));
    }

    [Test]
    public void A_workflow_without_docker_targets_is_not_touched() => Assert.That(
        NukeWorkflow.IsOne(CiSamples.Read("nuke-simple.before.yml").Replace("DockerBuild", "Compile", StringComparison.Ordinal)),
        Is.False);

    [Test]
    public void A_workflow_of_the_user_is_not_touched() => Assert.That(
        NukeWorkflow.IsOne(CiSamples.Read("nuke-simple.before.yml").Replace("auto-generated", "by hand", StringComparison.Ordinal)),
        Is.False);
}
