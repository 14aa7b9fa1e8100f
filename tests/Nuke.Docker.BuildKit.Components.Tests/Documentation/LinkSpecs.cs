using System.Text.RegularExpressions;
using DockerTestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests.Documentation;

/// <summary>Links between the pages have a target.</summary>
public sealed partial class LinkSpecs
{
    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Relative_links_lead_to_a_file_and_a_heading(string page)
    {
        var broken = Link().Matches(Pages.Prose(page)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Exists(page, target));

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void The_README_is_a_first_page() => Assert.That(Pages.Read("README.md").Split('\n'), Has.Length.AtMost(151));

    [Test]
    public void The_index_of_docs_names_each_page_of_the_guide()
    {
        var pages = Directory.EnumerateFiles(Repository.File("docs"), "*.md").Select(Path.GetFileName).Where(name => name != "README.md");

        var index = Pages.Read("docs/README.md");

        Assert.That(pages.Where(name => !index.Contains($"({name})", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Exists(string page, string target)
    {
        var parts = target.Split('#');
        var file = Path.GetFullPath(parts[0].Length == 0 ? Repository.File(page) : Repository.File(Path.Combine(Path.GetDirectoryName(page)!, parts[0])));
        if (!Path.Exists(file))
            return false;
        return parts.Length == 1 || Heading().Matches(File.ReadAllText(file)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]);
    }

    // As GitHub makes them.
    private static string Anchor(string heading) => NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAnchor();
}
