using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>One row, one fact. Lines of a file are separated by <c>;</c>.</summary>
public sealed class DockerignoreMatcherSpecs
{
    // Anchoring
    [TestCase("logs", "logs", true)]
    [TestCase("logs", "logs/today", true, Description = "An excluded directory excludes its content")]
    [TestCase("logs", "app/logs", false, Description = "Everything is anchored at the root")]
    [TestCase("/logs", "logs", true)]
    [TestCase("./logs/", "logs", true)]
    [TestCase("a/../logs", "logs", true)]
    [TestCase("../logs", "logs", false)]
    [TestCase("logs", "logs2", false)]
    [TestCase("logs", "Logs", false, Description = "Case counts, on every system")]
    // One star and question mark
    [TestCase("*", "a", true)]
    [TestCase("*.py", "a.py", true)]
    [TestCase("*.py", "app/a.py", false)]
    [TestCase("*/a.py", "app/a.py", true)]
    [TestCase("*/a.py", "a.py", false)]
    [TestCase("app/*/x", "app/a/b/x", false)]
    [TestCase("a?c", "abc", true)]
    [TestCase("a?c", "a/c", false)]
    [TestCase("a?c", "a😀c", true)]
    [TestCase("*", ".hidden", true)]
    // Two stars
    [TestCase("**", "a/b/c", true)]
    [TestCase("**/x", "x", true)]
    [TestCase("**/x", "a/b/x", true)]
    [TestCase("**/x", "a/b/yx", false)]
    [TestCase("**x", "a/yx", true, Description = "A suffix, not a name")]
    [TestCase("**.pyc", "a/b.pyc", true)]
    [TestCase("**/*.pyc", "b.pyc", true)]
    [TestCase("**/*.py[cod]", "a/b.pyo", true)]
    [TestCase("**/*.py[cod]", "a/b.py", false)]
    [TestCase("a/**", "a/b/c", true)]
    [TestCase("a/**", "a", false)]
    [TestCase("a**", "abc/d", true)]
    [TestCase("a/**/b", "a/b", true)]
    [TestCase("a/**/b", "a/x/y/b", true)]
    [TestCase("a**b", "ab", true)]
    [TestCase("a**b", "ax/b", true)]
    [TestCase("a**b", "axb", false)]
    [TestCase("**/a/**", "x/a/y", true)]
    [TestCase("***", "a", true)]
    // Classes
    [TestCase("[a-c]", "b", true)]
    [TestCase("[^a-c]", "b", false)]
    [TestCase("[^a-c]", "d", true)]
    [TestCase("[!a]", "!", true, Description = "A ! negates nothing")]
    [TestCase("[a\\]]", "]", true)]
    [TestCase("[[:alpha:]]*", "a1", true)]
    [TestCase("[[:alpha:]]*", "1a", false)]
    // Escapes
    [TestCase("\\*", "*", true)]
    [TestCase("\\*", "a", false)]
    [TestCase("\\!a", "!a", true)]
    [TestCase("\\#a", "#a", true)]
    [TestCase("\\d", "7", true, Description = "Go's expressions shine through")]
    [TestCase("a.b", "axb", false)]
    [TestCase("(a)+", "(a)+", true)]
    [TestCase("*.{py,md}", "a.py", false)]
    [TestCase("*.{py,md}", "a.{py,md}", true)]
    // Exceptions: the last match wins
    [TestCase("*;!a", "a", false)]
    [TestCase("!a;*", "a", true)]
    [TestCase("*;!a", "a/b/c", false)]
    [TestCase("a;!a/b", "a/b", false)]
    [TestCase("a;!a/b", "a/c", true)]
    [TestCase("a;!a/b;a/b/c", "a/b/c", true)]
    [TestCase("a;!b", "a/b", true)]
    [TestCase("**/a;!**/a/keep", "x/a/keep", false)]
    [TestCase("*;!*.md;README*", "README.md", true)]
    [TestCase("a; ! a ", "a", false)]
    // Lines that are not rules
    [TestCase("#a", "a", false)]
    [TestCase(" #a", "#a", true)]
    [TestCase("", "a", false)]
    [TestCase(".", "a", false)]
    [TestCase("/", "a", false)]
    [TestCase("a ", "a", true)]
    [TestCase("a b", "a b", true)]
    [TestCase("a\r", "a", true)]
    [TestCase("\uFEFFa", "a", true)]
    [TestCase("*", ".", false, Description = "The context itself is always sent")]
    public void A_path_is_excluded(string rules, string path, bool ignored)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(rules.Replace(';', '\n')), windows: false);

        Assert.That(matcher.Ignores(path), Is.EqualTo(ignored));
    }

    [TestCase(@"app\logs", "app/logs", true)]
    [TestCase(@"app\*", "app/x", true)]
    public void A_backslash_separates_directories_if_the_client_runs_on_Windows(string rules, string path, bool ignored) =>
        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(rules), windows: true).Ignores(path), Is.EqualTo(ignored));

    [TestCase("a", 1)]
    [TestCase("b/keep/x", 3)]
    [TestCase("b/x", 2)]
    [TestCase("c", null)]
    public void The_deciding_line_is_returned(string path, int? line)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse("a\nb\n!b/keep\na\n"));

        Assert.That(matcher.Match(path).Rule?.Line, Is.EqualTo(line));
    }

    [Test]
    public void Many_stars_do_not_take_exponential_time()
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(string.Concat(Enumerable.Repeat("**/*a", 30)) + "b"));

        Assert.That(matcher.Ignores(string.Concat(Enumerable.Repeat("a/", 200)) + "a"), Is.False);
    }
}
