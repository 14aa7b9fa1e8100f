using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Tests.Answers;

public sealed class DockerfileCallReaderSpecs
{
    [Test]
    public void Checks_say_what_is_wrong_where()
    {
        var check = DockerfileCallReader.ReadCheck(Answer.Text("call-check.json"));

        Assert.That(
            check.Findings.Select(finding => (finding.Rule, finding.Lines!.First, finding.Lines.Last)),
            Is.EqualTo([("FromAsCasing", 15, 15), ("MaintainerDeprecated", 17, 17)]));
        Assert.That((check.Findings[0].Detail, check.Error), Is.EqualTo(("'as' and 'FROM' keywords' casing do not match", (string?)null)));
        Assert.That(check.Findings[0].Url, Does.EndWith("/from-as-casing/"));
    }

    [Test]
    public void A_Dockerfile_that_cannot_be_read_says_where()
    {
        var check = DockerfileCallReader.ReadCheck("""
            {"warnings":null,
            "buildError":{"message":"unknown instruction: RUNN","location":{"ranges":[{"start":{"line":2},"end":{"line":3}}]}}}
            """.ReplaceLineEndings(""));

        Assert.That((check.Error, check.ErrorLines), Is.EqualTo(("unknown instruction: RUNN", new DockerfileLines(2, 3))));
    }

    [Test]
    public void An_outline_names_arguments_secrets_and_agents()
    {
        var outline = DockerfileCallReader.ReadOutline(Answer.Text("call-outline.json"));

        Assert.That(outline.Name, Is.EqualTo("debug"));
        Assert.That(
            outline.Arguments.Select(argument => (argument.Name, argument.Value, argument.Description)),
            Is.EqualTo([("PYTHON_IMAGE", "acme/python:3", null), ("VERSION", "1.0", (string?)"of the wheel")]));
        Assert.That((outline.Secrets.Single().Name, outline.Ssh.Single().Name, outline.Ssh.Single().Required), Is.EqualTo(("pip", "default", false)));
    }

    [Test]
    public void Targets_are_named_with_what_they_start_from()
    {
        var targets = DockerfileCallReader.ReadTargets(Answer.Text("call-targets.json"));

        Assert.That(
            targets.Select(target => (target.Name, target.Base, target.Default)),
            Is.EqualTo([("builder", "${PYTHON_IMAGE}", false), ("runtime", "${PYTHON_IMAGE}", false), ("debug", "runtime", true)]));
    }
}
