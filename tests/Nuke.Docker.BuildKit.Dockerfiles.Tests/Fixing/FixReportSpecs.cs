using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Fixing;

/// <summary>The report that a run of the fixer returns.</summary>
public sealed class FixReportSpecs
{
    private const string Mistakes = "FROM python:3.13 as b\nRUN pip install flask\nRUN pip install --no-cache-dir gunicorn\n";

    [Test]
    public void Fixes_are_listed_with_rule_line_and_description()
    {
        var report = DockerfileFixer.Fix(Mistakes);

        Assert.That(report.Changed, Is.True);
        Assert.That(report.Fixes.Select(fix => $"{fix.Rule.Id} {fix.Line} {fix.Description}"), Is.EqualTo(new[]
        {
            "NDB002 2 add --mount=type=cache,target=/root/.cache/pip",
            "NDB004 4 remove --no-cache-dir and add --mount=type=cache,target=/root/.cache/pip",
            "NDB021 1 write AS in upper case",
        }));
    }

    [Test]
    public void A_suppressed_finding_is_not_fixed()
    {
        var report = DockerfileFixer.Fix("FROM python:3.13\n# ndb:ignore=NDB002 the base has a cache of its own\nRUN pip install flask\n");

        Assert.That((report.Fixes.Count, report.Changed, report.After), Is.EqualTo((0, false, report.Before)));
        Assert.That(report.ToDiff(), Is.Empty);
    }

    [Test]
    public void Warnings_and_errors_are_left_but_no_notes()
    {
        var report = DockerfileFixer.Fix("FROM python\nRUN x\n");

        var all = DockerfileLinter.Lint(Dockerfile.Parse("FROM python\nRUN x\n"));
        Assert.That(all.Findings.Select(finding => finding.Rule.Severity), Has.Some.EqualTo(LintSeverity.Note));
        Assert.That(
            report.Left.Select(finding => finding.Rule.Id),
            Is.EqualTo(all.Findings.Where(finding => finding.Rule.Severity != LintSeverity.Note).Select(finding => finding.Rule.Id)));
        Assert.That(report.Left, Is.Not.Empty);
    }

    [Test]
    public void What_a_fix_has_fixed_is_not_left() =>
        Assert.That(DockerfileFixer.Fix(Mistakes).Left.Select(finding => finding.Rule.Id), Has.None.EqualTo("NDB002").And.None.EqualTo("NDB004"));

    [TestCase("/app/Dockerfile", "app/Dockerfile")]
    [TestCase(@"app\Dockerfile", "app/Dockerfile")]
    [TestCase("Dockerfile", "Dockerfile")]
    public void The_diff_has_a_path_that_patch_understands(string path, string shown) =>
        Assert.That(DockerfileFixer.Fix("FROM a:1 as b\n", path).ToDiff(), Does.StartWith($"--- a/{shown}\n+++ b/{shown}\n"));

    [Test]
    public void A_change_has_the_absolute_path()
    {
        var change = DockerfileFixer.Fix("FROM a:1 as b\n", "app/Dockerfile").ToChange();

        Assert.That((change.Path, change.Before, change.After), Is.EqualTo((Path.GetFullPath("app/Dockerfile"), "FROM a:1 as b\n", "FROM a:1 AS b\n")));
    }

    [Test]
    public void A_file_is_fixed_in_memory_with_its_context()
    {
        using var folder = new TemporaryDirectory();
        var path = folder.Write("Dockerfile", Mistakes);

        var report = DockerfileFixer.FixFile(path, LintContext.Of(path, folder.Path));

        Assert.That((report.Path, report.Before, File.ReadAllText(path)), Is.EqualTo((path, Mistakes, Mistakes)));
        Assert.That(report.After, Does.Contain("AS b"));
        Assert.That(DockerfileFixer.FixFile(path).After, Is.EqualTo(report.After));
    }

    [Test]
    public void More_findings_than_one_round_are_fixed()
    {
        var text = "FROM python:3.13\n" + string.Concat(Enumerable.Range(1, 60).Select(number => $"RUN pip install p{number}\n"));

        var report = DockerfileFixer.Fix(text);

        Assert.That(report.Fixes, Has.Count.EqualTo(60));
        Assert.That(DockerfileFixer.Fix(report.After).Changed, Is.False);
    }

    [Test]
    public void A_text_that_is_no_Dockerfile_is_reported_with_its_path() =>
        Assert.That(() => DockerfileFixer.Fix("FROM", "web.Dockerfile"), Throws.TypeOf<DockerfileParseException>().With.Message.Contains("web.Dockerfile"));
}
