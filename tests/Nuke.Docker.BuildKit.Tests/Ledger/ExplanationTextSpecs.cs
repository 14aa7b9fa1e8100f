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
    public void A_step_that_failed_after_one_that_ran_is_named_first()
    {
        LedgerStep[] steps =
        [
            new() { Number = 2, Of = 3, Keyword = "COPY", Instruction = "COPY . .", Result = "ran" },
            new() { Number = 3, Of = 3, Keyword = "RUN", Instruction = "RUN false", Result = "failed" },
        ];
        StepCause[] causes =
        [
            CauseFinder.Create(steps[0], CauseKind.FileContent, "app.py changed", [], advice: null),
            CauseFinder.Create(steps[1], CauseKind.ParentStep, "the step before it ran: 2/3", [], advice: null),
        ];

        var lines = ExplanationText.Of(new BuildLedger { Image = "api", Steps = steps }, before: null, causes);

        Assert.That(lines.Skip(1), Is.EqualTo(["  [3/3] RUN false failed", "  [2/3] COPY . . ran: app.py changed (0.00 s)"]));
    }

    [Test]
    public void Nothing_is_said_about_steps_that_BuildKit_did_not_report()
    {
        var step = new LedgerStep { Number = 2, Of = 2, Keyword = "RUN", Instruction = "RUN true" };

        var lines = ExplanationText.Of(new BuildLedger { Image = "api", Succeeded = true, Steps = [step] }, before: null, []);

        Assert.That(lines[1], Is.EqualTo("  BuildKit reported no result of 1 step: another image of the same run may share them."));
    }

    [Test]
    public void A_build_from_the_cache_says_why_it_was_not_skipped()
    {
        var ledger = new BuildLedger { Image = "api", Succeeded = true, ReasonToBuild = "the image base:1 has moved" };

        Assert.That(
            ExplanationText.Of(ledger, before: null, [])[1], Is.EqualTo("  Every step was cached. The build was not skipped: the image base:1 has moved."));
    }

    [Test]
    public void A_failed_build_says_why()
    {
        var step = new LedgerStep { Number = 2, Of = 2, Keyword = "RUN", Instruction = "RUN false", Result = "failed" };
        var ledger = new BuildLedger { Image = "api", Steps = [step], Fault = "The module x is missing." };

        var lines = ExplanationText.Of(ledger, before: null, []);

        Assert.That(lines[0], Does.Contain(": 0 cached, 0 ran, 1 failed, "));
        Assert.That(lines[1], Is.EqualTo("  The module x is missing."));
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
