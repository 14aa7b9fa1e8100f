using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

public sealed class ExplanationTextSpecs
{
    [TestCase(true, "built", "Every step was cached.")]
    [TestCase(false, "failed", "The build failed before it ran a step.")]
    public void A_build_that_failed_before_its_steps_is_not_a_build_from_the_cache(bool succeeded, string verb, string explanation)
    {
        var ledger = new BuildLedger { Image = "acme/api", Succeeded = succeeded };

        var lines = ExplanationText.Of(ledger, before: null, []);

        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[0], Does.StartWith($"acme/api, {verb} "));
        Assert.That(lines[1], Is.EqualTo($"  {explanation}"));
    }

    [Test]
    public void A_step_that_failed_ran_and_failed()
    {
        var step = new LedgerStep { Number = 2, Of = 2, Keyword = "RUN", Instruction = "RUN false", Result = "failed" };
        var cause = CauseFinder.Create(step, CauseKind.NewStep, "the step is new", [], advice: null);

        var lines = ExplanationText.Of(new BuildLedger { Image = "api", Steps = [step] }, before: null, [cause]);

        Assert.That(lines[1], Is.EqualTo("  [2/2] RUN false ran and failed: the step is new (0.00 s)"));
    }
}
