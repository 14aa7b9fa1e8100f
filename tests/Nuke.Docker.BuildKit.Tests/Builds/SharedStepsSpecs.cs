using System.Globalization;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>Reports of images that share steps. "base 1/2" is a step of another image.</summary>
public sealed class SharedStepsSpecs
{
    private static readonly LedgerStep[] s_own = [Planned("app", 1, "COPY a /"), Planned("app", 2, "RUN one"), Planned("app", 3, "RUN two")];

    [Test]
    public void A_step_beside_the_own_one_is_left_out()
    {
        var report = Report(Step("base", 1, 2, "COPY a /", StepResult.Ran), Step("app", 1, 3, "COPY a /", StepResult.Cached),
            Step("app", 2, 3, "RUN one", StepResult.Cached), Step("app", 3, 3, "RUN two", StepResult.Ran));

        Assert.That(TextOf(report), Is.EqualTo("app 1/3 Cached, app 2/3 Cached, app 3/3 Ran: 0.6667"));
    }

    [TestCase(StepResult.Skipped)]
    [TestCase(StepResult.Stopped)]
    public void A_step_without_a_result_has_that_of_the_other_image(StepResult result)
    {
        var report = Report(Step("base", 1, 2, "COPY a /", StepResult.Ran), Step("app", 1, 3, "COPY a /", result),
            Step("app", 2, 3, "RUN one", StepResult.Cached), Step("app", 3, 3, "RUN two", StepResult.Ran));

        Assert.That(TextOf(report), Is.EqualTo("app 1/3 Ran, app 2/3 Cached, app 3/3 Ran: 0.3333"));
    }

    [Test]
    public void A_step_that_is_reported_for_another_image_only_has_the_own_label()
    {
        var report = Report(Step("base", 1, 2, "COPY a /", StepResult.Ran),
            Step("app", 2, 3, "RUN one", StepResult.Cached), Step("app", 3, 3, "RUN two", StepResult.Cached));

        Assert.That(TextOf(report), Is.EqualTo("app 1/3 Ran, app 2/3 Cached, app 3/3 Cached: 0.6667"));
    }

    [Test]
    public void Other_steps_stay()
    {
        var trigger = Step("app", 1, 4, "ONBUILD RUN three", StepResult.Ran);
        var report = Report(Step("app", 1, 3, "COPY a /", StepResult.Ran), trigger);

        Assert.That(TextOf(report), Is.EqualTo("app 1/3 Ran, app 1/4 Ran: 0.5"));
    }

    private static string TextOf(BuildReport report)
    {
        var corrected = SharedSteps.Correct(report, s_own);
        var steps = corrected.Steps.Select(step => $"{step.Stage} {step.Number}/{step.Of} {step.Result}");
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", steps)}: {corrected.HitRate}");
    }

    private static BuildReport Report(params StepReport[] steps) => new() { Image = "app", HitRate = 0.5, Steps = steps };

    private static StepReport Step(string stage, int number, int of, string instruction, StepResult result) =>
        new() { Stage = stage, Number = number, Of = of, Instruction = instruction, Result = result };

    private static LedgerStep Planned(string stage, int number, string instruction) =>
        new() { Stage = stage, Number = number, Of = 3, Instruction = instruction, Keyword = instruction.Split(' ')[0] };
}
