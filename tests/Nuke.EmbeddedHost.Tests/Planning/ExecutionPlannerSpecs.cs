using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Planning;

public class ExecutionPlannerSpecs : RunSpecs
{
    [TestCase("Test", "Restore,Compile,Test")]
    [TestCase("restore", "Restore")]
    [TestCase("com-pile", "Restore,Compile")]
    [TestCase("Clean Compile", "Clean,Restore,Compile")]
    [TestCase("Compile+Clean", "Clean,Restore,Compile")]
    [TestCase("--target Clean Test", "Clean,Restore,Compile,Test")]
    [TestCase("--target Clean+Test", "Clean,Restore,Compile,Test")]
    [TestCase("", "Restore,Compile")]
    [TestCase("Clean --target Test", "Restore,Compile,Test")]
    [TestCase("Publish", "Restore,Compile,Publish,Announce")]
    [TestCase("Sign", "Sign,SignedToo")]
    public void Targets_run_in_the_order_of_their_dependencies(string arguments, string expected)
    {
        Run.Execute<Pipeline>(x => x.Compile, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(string.Join(',', TestRun.Ran), Is.EqualTo(expected), Run.Output);
    }

    [Test]
    public void A_cycle_is_named_in_its_order()
    {
        var exitCode = Run.Execute<Circular>(x => x.First);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Circular dependency between targets: First → Second → Third → First"));
    }

    [Test]
    public void A_target_cannot_depend_on_itself()
    {
        var exitCode = Run.Execute<Narcissus>(x => x.Self);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target 'Self' depends on itself"));
    }

    [Test]
    public void An_unknown_target_is_told_with_the_nearest_and_all_names()
    {
        var exitCode = Run.Execute<Pipeline>(x => x.Compile, "Complie");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("'Complie' does not exist. Did you mean Compile?").And.Contain("  - Restore"));
        Assert.That(TestRun.Ran, Is.Empty);
    }

    [Test]
    [Difference]
    public void A_plan_is_printed_and_not_run()
    {
        var exitCode = Run.Execute<Pipeline>(x => x.Compile, "Publish", "--plan");

        Assert.That(exitCode, Is.Zero);
        Assert.That(Run.Output, Does.Contain(" 1. Restore").And.Contain("needed by Compile").And.Contain("triggered by Publish"));
        Assert.That(TestRun.Ran, Is.Empty);
    }

    private sealed class Pipeline : RecordingBuild
    {
        public Target Clean => _ => _.Before(Restore).Executes(() => Ran.Add(nameof(Clean)));
        public Target Restore => _ => _.Executes(() => Ran.Add(nameof(Restore)));
        public Target Compile => _ => _.DependsOn(Restore).Executes(() => Ran.Add(nameof(Compile)));
        public Target Test => _ => _.After(Clean).DependsOn(Compile).Executes(() => Ran.Add(nameof(Test)));
        public Target Publish => _ => _.DependsOn(Compile).Triggers(Announce).Executes(() => Ran.Add(nameof(Publish)));
        public Target Announce => _ => _.Executes(() => Ran.Add(nameof(Announce)));
        public Target Sign => _ => _.Executes(() => Ran.Add(nameof(Sign)));
        public Target SignedToo => _ => _.TriggeredBy(Sign).Executes(() => Ran.Add(nameof(SignedToo)));
    }

    private sealed class Circular : RecordingBuild
    {
        public Target First => _ => _.DependsOn(Second);
        public Target Second => _ => _.After(Third);
        public Target Third => _ => _.DependsOn(First);
    }

    private sealed class Narcissus : RecordingBuild
    {
        public Target Self => _ => _.DependsOn(Self);
    }
}
