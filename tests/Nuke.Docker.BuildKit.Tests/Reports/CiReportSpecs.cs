using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.Ci;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class CiReportSpecs
{
    private static readonly BuildReport s_report = new()
    {
        Image = "acme/bot",
        ExitCode = 13,
        Fault = "Step 2/2 failed\n::error::100 %",
        Checks = [new CheckWarning("JSONArgsRecommended: a, b", "Docker:file", 3)],
        Causes =
        [
            new StepCause { Number = 1, Of = 2, Instruction = "COPY . .", Kind = CauseKind.FileContent, Sentence = "a.py changed", Advice = "Copy b first." },
            new StepCause { Number = 2, Of = 2, Instruction = "RUN x", Kind = CauseKind.ParentStep, Sentence = "COPY ran", Advice = "no root" },
        ],
    };

    [Test]
    public void Failures_findings_and_advice_are_annotations()
    {
        Assert.That(CiReport.Annotations(s_report), Is.EqualTo((string[])
        [
            "::error title=acme/bot::Step 2/2 failed%0A::error::100 %25",
            "::warning file=Docker%3Afile,line=3,title=acme/bot::JSONArgsRecommended: a, b",
            "::notice title=acme/bot::COPY . . ran: a.py changed. Copy b first.",
        ]));
    }

    [Test]
    public void The_place_of_a_failure_is_that_of_its_annotation()
    {
        var report = s_report with { FaultFile = "services/api/Dockerfile", FaultLine = 14, Checks = [], Causes = [] };

        Assert.That(
            CiReport.Annotations(report),
            Is.EqualTo(["::error file=services/api/Dockerfile,line=14,title=acme/bot::Step 2/2 failed%0A::error::100 %25%0Aat services/api/Dockerfile:14"]));
    }

    [Test]
    public void A_budget_that_was_exceeded_is_an_error()
    {
        var report = new BuildReport { Image = "bot", OverBudget = ["it took 9 s, longer than 5 s", "it has 2 GB"] };

        Assert.That(CiReport.Annotations(report), Is.EqualTo(["::error title=bot::Over budget: it took 9 s, longer than 5 s; it has 2 GB."]));
        Assert.That(MarkdownSummary.Of(report), Does.StartWith("### ❌ `bot`\n\n> Over budget: it took 9 s, longer than 5 s; it has 2 GB.\n"));
    }

    [Test]
    public void The_summary_of_the_job_is_extended_up_to_its_limit()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "before\n");
        using var output = new StringWriter();

        Write("GITHUB_ACTIONS", output, file);
        var once = File.ReadAllText(file);
        File.WriteAllText(file, new string('x', 999_990));
        Write("GITHUB_ACTIONS", output, file);

        Assert.That(once, Does.StartWith("before\n### ").And.Contain("acme/bot"));
        Assert.That(new FileInfo(file).Length, Is.EqualTo(999_990), "GitHub rejects a bigger summary as a whole");
        File.Delete(file);
    }

    [TestCase("CI", "")]
    [TestCase("TF_BUILD", "##vso[task.uploadsummary]/reports/report.md\n")]
    public void Other_places_get_what_they_understand(string variable, string expected)
    {
        using var output = new StringWriter();

        Write(variable, output, "unused");

        Assert.That(output.ToString(), Is.EqualTo(expected));
    }

    private static void Write(string variable, TextWriter output, string file) =>
        CiReport.Write(
            s_report,
            "/reports/report.md",
            output,
            name => name == variable ? "true" : name == "GITHUB_STEP_SUMMARY" && variable == "GITHUB_ACTIONS" ? file : null);
}
