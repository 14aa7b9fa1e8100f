using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

public sealed class LintRulesSpecs
{
    /// <summary>Compares the committed page with the documentation of the rules. <c>UPDATE_EXPECTED=1</c> writes the page.</summary>
    [Test]
    public void The_page_is_up_to_date()
    {
        var path = PagePath();
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
            File.WriteAllText(path, LintRules.Page);

        Assert.That(File.ReadAllText(path), Is.EqualTo(LintRules.Page), "run the test again with UPDATE_EXPECTED=1");
    }

    [Test]
    public void Every_rule_is_listed_once()
    {
        var classes = typeof(DockerfileRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DockerfileRule)));

        Assert.That(RuleCatalog.All.Select(rule => rule.GetType()), Is.EquivalentTo(classes));
        Assert.That(LintRules.All.Select(rule => rule.Id), Is.EqualTo(Enumerable.Range(0, LintRules.All.Count).Select(number => $"NDB{number:000}")));
    }

    [Test]
    public void A_rule_documents_its_fix_if_it_has_one()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var hasFix = rule.GetType().GetMethod(nameof(DockerfileRule.Fix))!.DeclaringType == rule.GetType() || rule.IsFixedInIgnoreFile;

            Assert.That(rule.Rule.Fixable, Is.EqualTo(hasFix), rule.Rule.Id);
        }
    }

    [TestCase("NDB017")]
    [TestCase("ndb017")]
    [TestCase("rootuser")]
    public void A_rule_is_found_by_id_or_name(string name) => Assert.That(LintRules.Find(name)!.Name, Is.EqualTo("RootUser"));

    [Test]
    public void Causes_costs_and_cures_are_clauses()
    {
        foreach (var text in RuleCatalog.All.Select(rule => rule.Text))
            Assert.That(new[] { text.Cause, text.Cost, text.Cure }, Has.All.Not.EndsWith(".").And.All.Not.Empty, text.Id);
    }

    private static string PagePath([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../source/Nuke.Docker.BuildKit.Dockerfiles/Linting/README.md"));
}
