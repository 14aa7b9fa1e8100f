using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

public sealed class LintOutputSpecs
{
    private readonly LintReport _report = DockerfileLinter.Lint(
        Dockerfile.Parse("FROM python:3.13\n# ndb:ignore=RootUser port 80\nCMD python app.py\n", "/src/bot one/Dockerfile"));

    [Test]
    public void A_terminal_line_begins_with_the_place() =>
        Assert.That(LintText.Lines(_report)[0], Does.StartWith("/src/bot one/Dockerfile:3:1: warning NDB016 "));

    [Test]
    public void The_last_line_counts() =>
        Assert.That(LintText.Lines(_report)[^1], Is.EqualTo("0 errors, 1 warning, 0 notes, 1 suppressed"));

    [Test]
    public void Sarif_names_rule_place_and_suppression()
    {
        var run = JsonNode.Parse(SarifWriter.Write(_report, "/src"))!["runs"]![0]!;

        var results = run["results"]!.AsArray();
        var place = results[0]!["locations"]![0]!["physicalLocation"]!;
        Assert.That(run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()), Is.EqualTo(["NDB016", "NDB017"]));
        Assert.That(
            (place["artifactLocation"]!["uri"]!.ToString(), place["region"]!["startLine"]!.ToString(), place["region"]!["endColumn"]!.ToString()),
            Is.EqualTo(("bot%20one/Dockerfile", "3", "18")));
        Assert.That(
            (results[0]!["ruleIndex"]!.GetValue<int>(), results[1]!["suppressions"]![0]!["justification"]!.GetValue<string>()),
            Is.EqualTo((0, "port 80")));
    }

    [Test]
    public void Every_rule_has_a_help_link_and_its_section_in_Sarif()
    {
        var all = new LintReport { Findings = [.. LintRules.All.Select(rule => new LintFinding(rule, "Dockerfile", null, "x"))] };

        var rules = JsonNode.Parse(SarifWriter.Write(all, page: "/reports/lint.rules.md"))!["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.That(
            rules.Select(rule => rule!["helpUri"]!.GetValue<string>()),
            Is.EqualTo(LintRules.All.Select(rule => rule.Url ?? $"file:///reports/lint.rules.md#{rule.Id.ToLowerInvariant()}")));
        Assert.That(rules.Select(rule => rule!["help"]!["markdown"]!.GetValue<string>()), Has.All.Contains("- Fix: "));
    }

    [Test]
    public void GitHub_gets_a_workflow_command() =>
        Assert.That(
            LintAnnotations.GitHub(_report.Findings[0] with { Message = "50%\nof it" }, "/src"),
            Is.EqualTo("::warning file=bot one/Dockerfile,line=3,endLine=3,title=NDB016 ShellFormCommand::50%25%0Aof it"));

    [Test]
    public void Azure_gets_a_logging_command() =>
        Assert.That(
            LintAnnotations.Azure(_report.Findings[0] with { Message = "a]b;c" }, "/src"),
            Is.EqualTo("##vso[task.logissue type=warning;sourcepath=bot one/Dockerfile;linenumber=3;columnnumber=1;code=NDB016;]a%5Db%3Bc"));

    [Test]
    public void GitLab_gets_an_artifact()
    {
        var entry = JsonNode.Parse(GitLabCodeQuality.Write(_report, "/src"))![0]!;

        Assert.That(
            (entry["check_name"]!.ToString(), entry["severity"]!.ToString(), $"{entry["location"]!["path"]}:{entry["location"]!["lines"]!["begin"]}"),
            Is.EqualTo(("NDB016", "major", "bot one/Dockerfile:3")));
        Assert.That(entry["fingerprint"]!.GetValue<string>(), Has.Length.EqualTo(64));
    }

    [TestCase(LintFailOn.Error, false)]
    [TestCase(LintFailOn.Warning, true)]
    [TestCase(LintFailOn.Never, false)]
    public void The_severity_that_fails_is_configurable(LintFailOn failOn, bool fails) => Assert.That(_report.Fails(failOn), Is.EqualTo(fails));
}
