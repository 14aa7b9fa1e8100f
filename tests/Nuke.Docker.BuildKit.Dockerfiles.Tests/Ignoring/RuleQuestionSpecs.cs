using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>Questions about rules that the linter and the context walk ask.</summary>
public sealed class RuleQuestionSpecs
{
    [TestCase("__pycache__", "app/__pycache__", 1)]
    [TestCase("__pycache__", "app/__pycache__/", 1)]
    [TestCase("a;*.pyc", "app/deep/x.pyc", 2)]
    [TestCase("__pycache__", "__pycache__", null, Description = "It is in the root")]
    [TestCase("__pycache__", "__pycache__/", null)]
    [TestCase("!__pycache__", "app/__pycache__", null)]
    [TestCase("app/x", "deep/app/x", null, Description = "The rule has a directory")]
    [TestCase("**/x", "app/x", null)]
    [TestCase("b", "app/x", null)]
    public void A_rule_that_excludes_only_in_the_root_is_found(string rules, string path, int? line) =>
        Assert.That(Matcher(rules).AnchoredFor(path)?.Line, Is.EqualTo(line));

    [TestCase("!a/b", "a/b", true)]
    [TestCase("!a/b", "a/b/", true)]
    [TestCase("*;!a/*", "a/b", true)]
    [TestCase("!a", "a/b", false, Description = "Only its directory is included")]
    [TestCase("a/b", "a/b", false)]
    [TestCase("!c", "a/b", false)]
    public void A_path_is_included_itself(string rules, string path, bool wanted) => Assert.That(Matcher(rules).Wants(path), Is.EqualTo(wanted));

    [TestCase("a;!a/b/keep", "a/", true)]
    [TestCase("a;!a/b/keep", "a/b/", true)]
    [TestCase("a;!a/b/keep", "a/c/", false)]
    [TestCase("a;!b", "a/", false)]
    [TestCase("a;a/b", "a/", false, Description = "Nothing is included")]
    [TestCase("!a/**", "a/", true)]
    [TestCase("!a/**", "a/b/", true)]
    [TestCase("!a/b/**", "a/", true)]
    [TestCase("!a/**", "b/", false)]
    [TestCase("!**/x", "a/", true)]
    [TestCase("!**.x", "a/", true)]
    [TestCase("!a/*", "a/", true)]
    [TestCase("!a/*", "b/", false)]
    [TestCase("!*/x", "a/", true)]
    [TestCase("!*/x", "a/b/", false)]
    [TestCase("!*", "a/", false)]
    [TestCase("!a?/x", "ab/", true)]
    [TestCase("!a/**/x", "a/b/", true)]
    [TestCase("!a/**/x", "b/", false)]
    [TestCase(@"!a\b*", "b/", false)]
    [TestCase(@"!a\b/*", "a/", true)]
    [TestCase(@"!a\B/*", "a/", false)]
    [TestCase(@"!a/\bx*", "a/", true, Description = "The boundary's other side is unknown")]
    [TestCase(@"!a/\Bx*", "a/", true)]
    [TestCase(@"!\a*\e", "b/", true, Description = "Only the comparison with a file fails")]
    [TestCase("!a|b*", "x/", true, Description = "One alternative has no start")]
    public void An_excluded_directory_is_read_if_an_entry_in_it_may_be_included(string rules, string folder, bool read) =>
        Assert.That(MatchState.Root(Matcher(rules)).CanKeepBelow(folder), Is.EqualTo(read));

    [Test]
    [Platform(Exclude = "Win")]
    public void A_backslash_is_part_of_a_name()
    {
        Assert.That(Matcher("app").Ignores(@"app\logs"), Is.False);
        Assert.That(Matcher("app").Ignores("app/./logs/"), Is.True);
    }

    [TestCase("a", true)]
    [TestCase("[", true, Description = "The build reports the invalid file")]
    [TestCase("b", false)]
    public void A_build_excludes_a_path(string rule, bool ignored)
    {
        var folder = Directory.CreateTempSubdirectory("ignore-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, ".dockerignore"), rule);

            Assert.That(DockerignoreMatcher.Ignores(folder, null, "a"), Is.EqualTo(ignored));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase(".", true)]
    [TestCase("none", true)]
    [TestCase("github.company/a", true)]
    [TestCase("-", false)]
    [TestCase("https://example.org/a.git", false)]
    [TestCase("git@example.org:a/b", false)]
    [TestCase("github.com/a/b", false)]
    public void A_context_is_a_directory(string context, bool folder) => Assert.That(BuildContextReader.IsFolder(context), Is.EqualTo(folder));

    private static DockerignoreMatcher Matcher(string rules) => new(DockerignoreFile.Parse(rules.Replace(';', '\n')), windows: false);
}
