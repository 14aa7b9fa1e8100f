using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

public sealed class LintRulesSpecs
{
    [Test]
    public void Every_rule_has_a_page_that_tells_what_the_rule_tells()
    {
        var page = LintRules.Page;

        foreach (var rule in LintRules.All)
        {
            var at = page.IndexOf($"## {rule.Id}\n\n**{rule.Name}**", StringComparison.Ordinal);
            Assert.That(at, Is.GreaterThanOrEqualTo(0), rule.Id);
            var next = page.IndexOf("\n## ", at + 3, StringComparison.Ordinal);
            var section = next < 0 ? page[at..] : page[at..next];
            Assert.That(section, Does.Contain($"- Cause: {rule.Cause}.\n- Cost: {rule.Cost}.\n- Cure: {rule.Cure}.\n"), rule.Id);
            Assert.That(section.Contains("DockerFix mends", StringComparison.Ordinal), Is.EqualTo(rule.Fixable), rule.Id);
        }
    }

    [Test]
    public void The_page_has_no_rule_that_does_not_exist()
    {
        var page = LintRules.Page.Split('\n');

        Assert.That(page.Where(line => line.StartsWith("## NDB", StringComparison.Ordinal)).Select(line => line[3..]), Is.EqualTo(LintRules.All.Select(rule => rule.Id)));
    }
}
