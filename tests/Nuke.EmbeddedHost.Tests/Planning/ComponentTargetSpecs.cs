using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Planning;

public class ComponentTargetSpecs : RunSpecs
{
    [TestCase("Pack", "Pack of component")]
    [TestCase("Ship", "Pack of component,Ship of build,Ship of component")]
    [TestCase("All", "Pack of component,All")]
    [TestCase("Stays", "Stays of base,Stays of class")]
    public void Targets_of_components_are_found_replaced_and_inherited(string target, string expected)
    {
        Run.Execute<Composed>(x => x.All, target);

        Assert.That(string.Join(',', TestRun.Ran), Is.EqualTo(expected), Run.Output);
    }

    [Test]
    public void A_default_may_be_a_target_of_a_component()
    {
        Run.Execute<Composed>(x => ((IPack)x).Pack);

        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "Pack of component" }));
    }

    [Test]
    public void Two_components_with_the_same_target_are_refused()
    {
        var exitCode = Run.Execute<Ambiguous>(null);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target 'Pack' is in both IPack and IPackToo"));
    }

    [Test]
    public void A_context_is_opened_before_and_closed_after()
    {
        Run.Execute<InContext>(x => x.Work);

        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "Open", "Work", "Close" }), Run.Output);
    }

    [Test]
    public void A_base_must_be_public()
    {
        var exitCode = Run.Execute<WithoutBase>(x => x.All, "--help");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target 'Guarded' has no base: no base class has a public target of this name"));
    }

    [Test]
    public void A_target_that_replaces_that_of_a_component_must_be_public()
    {
        var exitCode = Run.Execute<Hiding>(null);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target 'Pack' of Hiding must be public, because it replaces that of IPack"));
    }

    [Test]
    public void An_explicit_target_does_not_decide_between_two_components()
    {
        Assert.That(Run.Execute<AmbiguousStill>(null), Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target 'Pack' is in both IPack and IPackToo"));
    }

    [Test]
    public void A_private_target_of_a_base_class_is_not_one_of_the_build()
    {
        var exitCode = Run.Execute<Composed>(x => x.All, "Secret");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target with name 'Secret' does not exist"));
    }

    private interface IRecord : INukeBuild
    {
        List<string> Ran { get; }
    }

    private interface IPack : IRecord
    {
        Target Pack => _ => _.Executes(() => Ran.Add("Pack of component"));
    }

    private interface IPackToo : IRecord
    {
        Target Pack => _ => _.Executes(() => Ran.Add("other Pack"));
    }

    private interface IShip : IRecord
    {
        Target Ship => _ => _.TryDependsOn<IPack>().TryDependsOn<IPackToo>().Executes(() => Ran.Add("Ship of component"));
    }

    private interface IContext : IRecord
    {
        Setup Open => _ => _.Executes(() => Ran.Add("Open"));
        Cleanup Close => _ => _.Executes(() => Ran.Add("Close"));
    }

    private abstract class WithProtected : RecordingBuild
    {
        protected virtual Target Guarded => _ => _.Executes(() => Ran.Add("Guarded of base"));
    }

    private sealed class WithoutBase : WithProtected
    {
        public Target All => _ => _.DependsOn(Guarded);

        protected override Target Guarded => _ => _.Base();
    }

    private sealed class Hiding : RecordingBuild, IPack
    {
        private Target Pack => _ => _.Executes(() => Ran.Add("Pack of build"));
    }

    private sealed class AmbiguousStill : RecordingBuild, IPack, IPackToo
    {
        Target IPack.Pack => _ => _.Executes(() => Ran.Add("Pack of build"));
    }

    private abstract class WithVirtual : RecordingBuild
    {
        private Target Secret => _ => _.Executes(() => Ran.Add("Secret"));

        public virtual Target Stays => _ => _.Executes(() => Ran.Add("Stays of base"));
    }

    private sealed class Composed : WithVirtual, IPack, IShip
    {
        public Target All => _ => _.DependsOn<IPack>().Executes(() => Ran.Add("All"));

        public override Target Stays => _ => _.Base().Executes(() => Ran.Add("Stays of class"));

        Target IShip.Ship => _ => _.Executes(() => Ran.Add("Ship of build")).Inherit<IShip>();
    }

    private sealed class Ambiguous : RecordingBuild, IPack, IPackToo;

    private sealed class InContext : RecordingBuild, IContext
    {
        public Target Work => _ => _.DependsOnContext<IContext>().Executes(() => Ran.Add("Work"));
    }
}
