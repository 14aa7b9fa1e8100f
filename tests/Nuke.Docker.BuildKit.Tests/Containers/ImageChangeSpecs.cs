using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Containers;

public sealed class ImageChangeSpecs
{
    private static readonly (CauseKind Kind, string[] Details, ImageChangeKind Change)[] s_causes =
    [
        (CauseKind.FileContent, ["app/main.py"], ImageChangeKind.Code),
        (CauseKind.FileAdded, ["app/new.py"], ImageChangeKind.Code),
        (CauseKind.FileContent, ["requirements.txt"], ImageChangeKind.Dependencies),
        (CauseKind.FileContent, ["requirements/prod.txt", "app/main.py"], ImageChangeKind.Code),
        (CauseKind.FileMode, ["api/uv.lock", "api/pyproject.toml"], ImageChangeKind.Dependencies),
        (CauseKind.Packages, ["httpx"], ImageChangeKind.Dependencies),
        (CauseKind.Instruction, [], ImageChangeKind.Dockerfile),
        (CauseKind.NewStep, [], ImageChangeKind.Dockerfile),
        (CauseKind.BaseImage, [], ImageChangeKind.BaseImage),
        (CauseKind.FirstBuild, [], ImageChangeKind.New),
        (CauseKind.CachePruned, [], ImageChangeKind.Other),
        (CauseKind.Argument, ["VERSION"], ImageChangeKind.Other),
    ];

    [Test]
    public void Each_cause_belongs_to_a_change() => Assert.Multiple(() =>
    {
        foreach (var (kind, details, expected) in s_causes)
        {
            var report = Report(new StepCause { Instruction = "COPY . .", Sentence = "it changed", Kind = kind, Details = details });

            var change = ImageChange.Of(report);

            Assert.That(change.Kind, Is.EqualTo(expected), $"{kind}");
            Assert.That(change.Text, Does.EndWith(" (it changed)"), $"{kind}");
        }
    });

    [Test]
    public void The_change_that_costs_most_is_named()
    {
        var report = Report(
            new StepCause { Instruction = "COPY . .", Sentence = "app/main.py changed", Kind = CauseKind.FileContent, Details = ["app/main.py"] },
            new StepCause { Instruction = "RUN pip install", Sentence = "httpx 0.27.0 → 0.28.1", Kind = CauseKind.Packages });

        Assert.That(ImageChange.Of(report).Text, Is.EqualTo("dependencies changed (httpx 0.27.0 → 0.28.1)"));
    }

    [Test]
    public void A_build_without_steps_changed_nothing()
    {
        var report = new BuildReport { Image = "bot" };

        Assert.That(ImageChange.Of(report), Is.EqualTo(new ImageChange(ImageChangeKind.Nothing, "all steps were cached")));
        Assert.That(ImageChange.Of(report with { Skipped = true }), Is.EqualTo(new ImageChange(ImageChangeKind.Nothing, "nothing has changed")));
    }

    [Test]
    public void A_cause_that_is_not_known_is_not_guessed() =>
        Assert.That(ImageChange.Of(Report()).Text, Is.EqualTo("rebuilt for an unknown reason"));

    private static BuildReport Report(params StepCause[] causes) => new()
    {
        Image = "bot",
        Causes = causes,
        Steps = [new StepReport { Instruction = "COPY . .", Result = StepResult.Ran }],
    };
}
