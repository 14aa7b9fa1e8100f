using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Reports;

/// <summary>Compares summaries with files in Expected, which a person has read. If they differ, the message contains the new text.</summary>
public sealed class SummarySpecs
{
    [TestCase("code-only", 0)]
    [TestCase("failing-run", 1)]
    [TestCase("cache-import-refused", 0)]
    [TestCase("cache-import-truncated", 0)]
    [TestCase("check-warnings", 0)]
    [TestCase("canceled", 130)]
    public void A_summary_reads_as_it_was_read(string recording, int exitCode)
    {
        var metadata = recording == "code-only" ? Recording.Metadata("code-only") : null;
        var report = ReportOf.Recorded(recording, exitCode, metadata);
        // Only the engine knows the size.
        if (exitCode == 0)
            report = report with { Result = report.Result with { Bytes = 350_400_000 } };

        var text = string.Join('\n', TerminalSummary.Of(report)) + "\n\n" + MarkdownSummary.Of(report);

        Assert.That(text, Is.EqualTo(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reports", "Expected", recording + ".md"))), text);
    }

    [Test]
    public void Markdown_in_a_build_stays_text()
    {
        var report = new BuildReport
        {
            Image = "bot",
            ExitCode = 1,
            Fault = "a | b <script>\nsecond *line*",
            Steps = [new StepReport { Number = 1, Of = 1, Instruction = "RUN echo `id` | tee x" }],
        };

        var text = MarkdownSummary.Of(report);

        Assert.That(text, Does.Contain("> a \\| b \\<script\\>\n> second \\*line\\*\n"));
        Assert.That(text, Does.Contain("| 1/1 | `` RUN echo `id` \\| tee x `` | not run |  |"));
    }

    [Test]
    public void A_skipped_build_has_no_steps_to_count()
    {
        var report = new BuildReport
        {
            Image = "bot",
            Skipped = true,
            Steps = [new StepReport { Number = 1, Of = 1, Instruction = "RUN x", Result = StepResult.Cached }],
            Notes = ["Nothing has changed."],
        };

        Assert.That(TerminalSummary.Of(report), Is.EqualTo(["image     bot in 0.00 s", "note      Nothing has changed."]));
    }
}
